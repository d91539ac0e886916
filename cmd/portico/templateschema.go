package main

import (
	"encoding/json"

	"github.com/portico-prm/portico/content/spec"
)

// templateSchemaCommand prints what editors check the files of a template with.
type templateSchemaCommand struct {
	File string `arg:"" optional:"" default:"template" enum:"template,layout,strings,legal,partner" help:"Which file: template (the default), layout, strings, legal or partner."`
}

// Run prints a JSON Schema, of the version of this programme.
func (c templateSchemaCommand) Run(to *console) error {
	schema := spec.SchemaJSON()
	if c.File != "template" {
		var whole map[string]json.RawMessage
		if err := json.Unmarshal(schema, &whole); err != nil {
			return err
		}
		part := map[string]any{"$schema": whole["$schema"], "$ref": "#/$defs/" + c.File, "$defs": whole["$defs"]}
		var err error
		if schema, err = json.MarshalIndent(part, "", " "); err != nil {
			return err
		}
		schema = append(schema, '\n')
	}
	_, err := to.out.Write(schema)
	return err
}
