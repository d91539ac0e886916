// Package config holds every setting of Portico with its default and its
// check, in one struct. It is the only package that reads the environment;
// everything else receives plain values.
//
// A setting is named in its env tag. What is left out takes the default tag,
// or, when PORTICO_ENV is production, the production tag. A value of its own
// kind is checked when it is read (min and max tags); Validate checks what
// only shows in combination. All complaints come back together, each with
// the name of the setting and the repair. A secret may also be given as a
// file: PORTICO_S3_SECRET_FILE=/run/secrets/s3 stands for PORTICO_S3_SECRET.
//
// Sizes count in powers of two: 256KiB, 10MiB. Times read 90s, 12h or 30d.
package config
