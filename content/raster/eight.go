package raster

import "encoding/binary"

// Arithmetic of bytes, eight in a word: what no byte may carry into its neighbour
// is held by the top bits. Whatever is left of a row goes one by one.

const (
	tops = 0x8080808080808080
	ones = 0x0101010101010101
)

func eight(b []byte, at int) uint64 { return binary.LittleEndian.Uint64(b[at : at+8]) }

// minus writes a - b, modulo 256.
func minus(dst, a, b []byte) {
	i, n := 0, len(dst)
	a, b = a[:n], b[:n]
	for ; i+8 <= n; i += 8 {
		binary.LittleEndian.PutUint64(dst[i:], less(eight(a, i), eight(b, i)))
	}
	for ; i < n; i++ {
		dst[i] = a[i] - b[i]
	}
}

// minusMean writes a minus the mean of b and c, rounded down.
func minusMean(dst, a, b, c []byte) {
	i, n := 0, len(dst)
	a, b, c = a[:n], b[:n], c[:n]
	for ; i+8 <= n; i += 8 {
		x, y := eight(b, i), eight(c, i)
		mean := x&y + (x^y)>>1&^uint64(tops)
		binary.LittleEndian.PutUint64(dst[i:], less(eight(a, i), mean))
	}
	for ; i < n; i++ {
		dst[i] = a[i] - byte((int(b[i])+int(c[i]))/2)
	}
}

func less(a, b uint64) uint64 { return (a | tops) - b&^uint64(tops) ^ (a^^b)&tops }

// weight is the sum of a row's differences, each as far from zero as it is with a
// sign.
func weight(row []byte) int {
	const pairs = 0x00FF00FF00FF00FF
	sum, i := 0, 0
	for i+8 <= len(row) {
		var four uint64 // sums of 16 bits: at most 128 words of twice 128
		for end := min(i+8*128, len(row)); i+8 <= end; i += 8 {
			v := eight(row, i)
			negative := v >> 7 & ones
			v = v ^ negative*0xFF + negative
			four += v&pairs + v>>8&pairs
		}
		sum += int(four&0xFFFF + four>>16&0xFFFF + four>>32&0xFFFF + four>>48)
	}
	for _, v := range row[i:] {
		sum += abs(int(int8(v)))
	}
	return sum
}
