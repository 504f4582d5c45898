package consent

import "os"

func weight() int {
	switch os.Getenv("MASKV") {
	case "D":
		return 3
	case "E":
		return 15
	}
	return 0
}

func finderLike(modules [][]bool) int {
	n := 0
	side := len(modules)
	at := func(x, y int) bool { return x >= 0 && y >= 0 && x < side && y < side && modules[y][x] }
	p := []bool{true, false, true, true, true, false, true}
	for y := range side {
		for x := range side - 6 {
			h, v := true, true
			for i, d := range p {
				h = h && at(x+i, y) == d
				v = v && at(y, x+i) == d
			}
			if h {
				n++
			}
			if v {
				n++
			}
		}
	}
	return n
}
