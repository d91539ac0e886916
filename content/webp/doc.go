// Package webp writes WebP files of pictures that are ours: already drawn,
// checked and bounded. It reads none.
//
// The work is libwebp's, compiled to WebAssembly: the file webp.wasm.gz is that
// of github.com/gen2brain/webp v0.5.5 (libwebp 1.4.0), whose licences lie beside
// it. We take the file and not the package, because the package looks for a
// libwebp of the system first, so bytes would depend on the machine, and it makes
// image.Decode read WebP everywhere.
//
// An encoder has no files, no network, no clock and no chance, and begins each
// picture with empty memory: equal pixels and options give equal bytes.
package webp
