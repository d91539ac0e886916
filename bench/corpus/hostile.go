package main

import "context"

func attack(ctx context.Context, o options) (bool, error) { return false, ctx.Err() }
