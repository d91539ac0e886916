package config

import (
	"os"
	"reflect"
	"slices"
	"strings"
)

// source says where a value came from, as `portico config` prints it.
type source string

const (
	fromDefault source = "default"
	fromEnv     source = "env"
	fromFile    source = "file"
)

// Read takes the configuration from the environment of this process.
func Read() (*Config, error) { return From(os.Environ()) }

// From takes the configuration from lines of NAME=value. The error is a
// Complaints that lists everything to repair.
func From(environ []string) (*Config, error) {
	in := newInput(environ)
	c := &Config{given: map[string]source{}}
	for _, s := range c.settings() {
		in.fill(c, s)
	}
	c.unknown = in.unknown(c.settings())
	all := append(in.complaints, c.check()...)
	return c, all.err()
}

// setting is one field of Config with its tags.
type setting struct {
	name  string
	value reflect.Value
	tag   reflect.StructTag
}

// settings lists every field with an env tag, in the order of the struct.
func (c *Config) settings() []setting { return settingsOf(reflect.ValueOf(c).Elem()) }

func settingsOf(v reflect.Value) []setting {
	var all []setting
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch name, ok := f.Tag.Lookup("env"); {
		case ok:
			all = append(all, setting{name, v.Field(i), f.Tag})
		case f.IsExported() && f.Type.Kind() == reflect.Struct:
			all = append(all, settingsOf(v.Field(i))...)
		}
	}
	return all
}

// fallback is what the setting takes when nothing is given.
func (s setting) fallback(e Environment) string {
	if text, ok := s.tag.Lookup("production"); ok && e == Production {
		return text
	}
	return s.tag.Get("default")
}

func (s setting) secret() bool { return s.value.Type() == reflect.TypeFor[Secret]() }

// input is the environment while it is being read.
type input struct {
	vars       map[string]string
	complaints Complaints
}

func newInput(environ []string) *input {
	in := &input{vars: map[string]string{}}
	for _, line := range environ {
		if name, value, ok := strings.Cut(line, "="); ok && value != "" {
			in.vars[name] = value
		}
	}
	return in
}

// fill sets one field. A value that cannot be read leaves the default, so
// that one mistake does not cause complaints about others.
func (in *input) fill(c *Config, s setting) {
	must(assign(s.value, s.fallback(c.Environment)))
	text, from := in.lookup(s)
	if from == fromDefault {
		return
	}
	if err := s.take(text); err != nil {
		in.complain(s, err.Error())
		return
	}
	c.given[s.name] = from
}

// take sets the field and puts the old value back when the new one is refused.
func (s setting) take(text string) error {
	old := reflect.New(s.value.Type()).Elem()
	old.Set(s.value)
	err := assign(s.value, text)
	if err == nil {
		err = s.inRange()
	}
	if err != nil {
		s.value.Set(old)
	}
	return err
}

func (in *input) lookup(s setting) (string, source) {
	if text, ok := in.vars[s.name]; ok {
		return text, fromEnv
	}
	path, ok := in.vars[s.name+"_FILE"]
	if !ok || !s.secret() {
		return "", fromDefault
	}
	b, err := os.ReadFile(path)
	if err != nil {
		in.complaints = append(in.complaints, Complaint{s.name + "_FILE", "the file cannot be read (" + reason(err) + ")", "Name a file that this process may read."})
	}
	return string(b), fromFile
}

func (in *input) complain(s setting, what string) {
	in.complaints = append(in.complaints, Complaint{s.name, what, s.repair()})
}

// unknown lists names that look like ours and are not: most often a typing error.
func (in *input) unknown(known []setting) []string {
	var list []string
	for name := range in.vars {
		isKnown := func(s setting) bool { return name == s.name || (s.secret() && name == s.name+"_FILE") }
		if strings.HasPrefix(name, "PORTICO_") && !slices.ContainsFunc(known, isKnown) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
