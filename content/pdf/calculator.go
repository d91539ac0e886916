package pdf

import "math"

// calculator is type 4: a small language of the stack, without loops, names or
// memory, so a program ends after as many steps as it has words.
func (d *document) calculator(o object) function {
	s, ok := o.(*stream)
	if !ok {
		return noFunction
	}
	src, _ := d.unpackAll(s)
	p := d.parser(src[:min(len(src), mostProgram)], 0)
	if p.value() != keyword("{") {
		return noFunction
	}
	body := compileCalculator(p, 0)
	d.charge(p, 0)
	return function{func(v []float64) []float64 {
		c := calculation{append([]float64{}, v...)}
		c.run(body)
		return c.stack
	}, 1 + p.pos/2}
}

const (
	mostProgram = 16 << 10 // bytes of a program
	mostStack   = 100      // numbers on the stack, as in PostScript
	mostBraces  = 16       // procedures within each other
)

// word is a number, an operator, or a procedure.
type word struct {
	value float64
	op    keyword
	body  []word
}

func compileCalculator(p *parser, depth int) []word {
	var out []word
	for {
		switch v := p.value().(type) {
		case int64:
			out = append(out, word{value: float64(v)})
		case float64:
			out = append(out, word{value: v})
		case bool:
			out = append(out, word{value: truth(v)})
		case keyword:
			switch {
			case v == "{" && depth < mostBraces:
				out = append(out, word{op: "{", body: compileCalculator(p, depth+1)})
			case v == "}" || v == "":
				return out
			default:
				out = append(out, word{op: v})
			}
		}
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// calculation is a program that runs. Truth is 1 and 0.
type calculation struct {
	stack []float64
}

func (c *calculation) run(body []word) {
	for i, w := range body {
		switch {
		case w.op == "":
			c.push(w.value)
		case w.op == "if" && i >= 1:
			if c.pop() != 0 {
				c.run(body[i-1].body)
			}
		case w.op == "ifelse" && i >= 2:
			if c.pop() != 0 {
				c.run(body[i-2].body)
			} else {
				c.run(body[i-1].body)
			}
		case w.op != "{":
			c.do(w.op)
		}
	}
}

func (c *calculation) push(v float64) {
	if len(c.stack) < mostStack && !math.IsNaN(v) {
		c.stack = append(c.stack, v)
	}
}

func (c *calculation) pop() float64 {
	if len(c.stack) == 0 {
		return 0
	}
	v := c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
	return v
}

// do runs one operator.
func (c *calculation) do(op keyword) {
	if f := ofOne[op]; f != nil {
		c.push(f(c.pop()))
		return
	}
	if f := ofTwo[op]; f != nil {
		b := c.pop()
		c.push(f(c.pop(), b))
		return
	}
	switch op {
	case "pop":
		c.pop()
	case "dup":
		v := c.pop()
		c.push(v)
		c.push(v)
	case "exch":
		b, a := c.pop(), c.pop()
		c.push(b)
		c.push(a)
	case "copy":
		n := int(c.pop())
		if n > 0 && n <= len(c.stack) {
			for _, v := range append([]float64{}, c.stack[len(c.stack)-n:]...) {
				c.push(v)
			}
		}
	case "index":
		if n := int(c.pop()); n >= 0 && n < len(c.stack) {
			c.push(c.stack[len(c.stack)-1-n])
		}
	case "roll":
		j, n := int(c.pop()), int(c.pop())
		c.roll(n, j)
	}
}

func (c *calculation) roll(n, j int) {
	if n <= 0 || n > len(c.stack) {
		return
	}
	top := c.stack[len(c.stack)-n:]
	j = (j%n + n) % n
	copy(top, append(append([]float64{}, top[n-j:]...), top[:n-j]...))
}

var ofOne = map[keyword]func(float64) float64{
	"abs": math.Abs, "neg": func(a float64) float64 { return -a }, "ceiling": math.Ceil, "floor": math.Floor,
	"round": func(a float64) float64 { return math.Floor(a + 0.5) }, "truncate": math.Trunc, "cvi": math.Trunc,
	"cvr": func(a float64) float64 { return a }, "sqrt": func(a float64) float64 { return math.Sqrt(math.Max(a, 0)) },
	"sin": func(a float64) float64 { return math.Sin(a * math.Pi / 180) },
	"cos": func(a float64) float64 { return math.Cos(a * math.Pi / 180) },
	"ln":  func(a float64) float64 { return math.Log(math.Max(a, 1e-300)) },
	"log": func(a float64) float64 { return math.Log10(math.Max(a, 1e-300)) },
	"not": func(a float64) float64 { return truth(a == 0) },
}

var ofTwo = map[keyword]func(a, b float64) float64{
	"add": func(a, b float64) float64 { return a + b }, "sub": func(a, b float64) float64 { return a - b },
	"mul": func(a, b float64) float64 { return a * b }, "div": divided, "idiv": func(a, b float64) float64 { return math.Trunc(divided(a, b)) },
	"mod": func(a, b float64) float64 {
		if b == 0 {
			return 0
		}
		return math.Mod(a, b)
	},
	"exp": math.Pow, "atan": func(a, b float64) float64 { return math.Mod(math.Atan2(a, b)*180/math.Pi+360, 360) },
	"eq": func(a, b float64) float64 { return truth(a == b) }, "ne": func(a, b float64) float64 { return truth(a != b) },
	"gt": func(a, b float64) float64 { return truth(a > b) }, "ge": func(a, b float64) float64 { return truth(a >= b) },
	"lt": func(a, b float64) float64 { return truth(a < b) }, "le": func(a, b float64) float64 { return truth(a <= b) },
	"and": func(a, b float64) float64 { return float64(int64(a) & int64(b)) },
	"or":  func(a, b float64) float64 { return float64(int64(a) | int64(b)) },
	"xor": func(a, b float64) float64 { return float64(int64(a) ^ int64(b)) },
	"bitshift": func(a, b float64) float64 {
		if b < 0 {
			return math.Trunc(a / math.Pow(2, -b))
		}
		return a * math.Pow(2, b)
	},
}

func divided(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
