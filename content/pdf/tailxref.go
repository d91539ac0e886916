package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
)

// numbers lists the objects of the tail, ascending.
func (t *tail) numbers() []int {
	out := make([]int, 0, len(t.offsets))
	for num := range t.offsets {
		out = append(out, num)
	}
	slices.Sort(out)
	return out
}

// runs cuts ascending numbers into runs without a gap.
func runs(nums []int) [][]int {
	var out [][]int
	start := 0
	for i := 1; i <= len(nums); i++ {
		if i == len(nums) || nums[i] != nums[i-1]+1 {
			out = append(out, nums[start:i])
			start = i
		}
	}
	return out
}

// trailerEntries are the entries that both kinds of trailer have. The identity
// of this revision is made from its content.
func (t *tail) trailerEntries(b, id []byte) []byte {
	b = fmt.Appendf(b, "/Size %d\n/Prev %d\n/Root %s\n", t.next, t.plan.StartXref, t.plan.Root)
	if t.plan.Info != "" {
		b = append(append(append(b, "/Info "...), t.plan.Info...), '\n')
	}
	b = append(append(b, "/ID ["...), t.plan.ID...)
	return append(appendHex(b, id), "]\n"...)
}

func (t *tail) xrefTable(id []byte) {
	start := t.at()
	t.out = append(t.out, "xref\n"...)
	for _, run := range runs(t.numbers()) {
		t.out = fmt.Appendf(t.out, "%d %d\n", run[0], len(run))
		for _, num := range run {
			e := t.offsets[num]
			t.out = fmt.Appendf(t.out, "%010d %05d n \n", e.offset, e.gen)
		}
	}
	t.out = t.trailerEntries(append(t.out, "trailer\n<<"...), id)
	t.end(append(t.out, ">>\n"...), start)
}

// xrefStream writes rows of type, offset and generation; the stream is an object
// of the section itself.
func (t *tail) xrefStream(id []byte) {
	num, start := t.reserve(), t.at()
	t.offsets[num] = entryAt{start, 0}
	var index, rows []byte
	for _, run := range runs(t.numbers()) {
		index = fmt.Appendf(index, "%d %d ", run[0], len(run))
		for _, num := range run {
			e := t.offsets[num]
			rows = binary.BigEndian.AppendUint32(append(rows, 1), uint32(e.offset))
			rows = binary.BigEndian.AppendUint16(rows, uint16(e.gen))
		}
	}
	b := append(strconv.AppendInt(t.out, int64(num), 10), " 0 obj\n<</Type /XRef\n/W [1 4 2]\n/Index ["...)
	b = t.trailerEntries(append(append(b, index...), "]\n"...), id)
	b = fmt.Appendf(b, "/Length %d>>\nstream\n", len(rows))
	t.end(append(append(b, rows...), "\nendstream\nendobj\n"...), start)
}

func (t *tail) end(b []byte, start int64) {
	t.out = fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", start)
}
