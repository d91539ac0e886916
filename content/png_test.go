package content_test

import (
	"encoding/binary"
	"hash/crc32"
)

func crc32IHDR(chunk []byte) []byte {
	return binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk))
}
