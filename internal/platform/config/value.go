package config

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// assign reads text into a field of one of the kinds that settings have.
func assign(v reflect.Value, text string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if text == "" {
			return nil
		}
		return clearer(u.UnmarshalText([]byte(text)))
	}
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = text
	case *bool:
		return parse(p, text, "true or false", strconv.ParseBool)
	case *int:
		return parse(p, text, "whole number", strconv.Atoi)
	case *time.Duration:
		return parse(p, text, "time such as 90s, 12h or 30d", parseDuration)
	default:
		return fmt.Errorf("a setting of type %s cannot be read", v.Type())
	}
	return nil
}

func parse[T any](dst *T, text, want string, read func(string) (T, error)) error {
	v, err := read(text)
	if err != nil {
		return fmt.Errorf("%q is no %s", text, want)
	}
	*dst = v
	return nil
}

// parseDuration adds days to what the standard library reads.
func parseDuration(s string) (time.Duration, error) {
	days, ok := strings.CutSuffix(s, "d")
	if !ok {
		return time.ParseDuration(s)
	}
	n, err := strconv.ParseUint(days, 10, 16)
	return time.Duration(n) * 24 * time.Hour, err
}

// inRange holds the value against the min and max tags.
func (s setting) inRange() error {
	low, hasLow := s.bound("min")
	high, hasHigh := s.bound("max")
	switch {
	case hasLow && s.value.Int() < low.Int():
		return fmt.Errorf("%s is below %s", show(s.value), s.tag.Get("min"))
	case hasHigh && s.value.Int() > high.Int():
		return fmt.Errorf("%s is above %s", show(s.value), s.tag.Get("max"))
	}
	return nil
}

func (s setting) bound(tag string) (reflect.Value, bool) {
	text, ok := s.tag.Lookup(tag)
	if !ok {
		return reflect.Value{}, false
	}
	v := reflect.New(s.value.Type()).Elem()
	must(assign(v, text))
	return v, true
}

// repair says what the setting takes.
func (s setting) repair() string {
	low, high := s.tag.Get("min"), s.tag.Get("max")
	fallback := cmp.Or(s.tag.Get("default"), "nothing")
	if low != "" && high != "" {
		return fmt.Sprintf("Set it from %s to %s, or leave it out for %s.", low, high, fallback)
	}
	return fmt.Sprintf("It is: %s. Left out it is %s.", s.tag.Get("help"), fallback)
}

// show is the value for people.
func show(v reflect.Value) string {
	if d, ok := v.Interface().(time.Duration); ok {
		return showDuration(d)
	}
	return fmt.Sprint(v.Interface())
}

func showDuration(d time.Duration) string {
	switch {
	case d > 48*time.Hour && d%(24*time.Hour) == 0:
		return strconv.Itoa(int(d/(24*time.Hour))) + "d"
	case d != 0 && d%time.Hour == 0:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	case d != 0 && d%time.Minute == 0:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	}
	return d.String()
}

// clearer drops the package name that library errors start with.
func clearer(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), "slog: "))
}

func reason(err error) string {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

// must is for tags, which a test reads: a wrong one is broken code.
func must(err error) {
	if err != nil {
		panic("config: " + err.Error())
	}
}
