package intake

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"synchelper/diagnose/triage"
)

// small is the largest file that a worker opens and reads by itself; a larger one is cut into pieces first.
const small = chunkSize

// paths looks at each path that was named. A link that a person names is their own choice.
func (r *run) paths(all []string) {
	for _, name := range all {
		if name == Standard && r.Stdin != nil {
			r.stream(Standard, r.Stdin)
			continue
		}
		info, err := os.Stat(name)
		switch {
		case r.ctx.Err() != nil:
			return
		case err != nil:
			r.unread(name, triage.ReasonUnreadable)
		case info.IsDir():
			r.tree(name)
		default:
			r.file(filepath.Base(name), filepath.Base(name), info, func() (fs.File, error) { return os.Open(name) })
		}
	}
}

// tree reads a folder and all below it. os.Root opens nothing that lies outside of it, whoever exchanges a file for a
// link meanwhile.
func (r *run) tree(name string) {
	root, err := os.OpenRoot(name)
	if err != nil {
		r.unread(name, triage.ReasonUnreadable)
		return
	}
	r.roots = append(r.roots, root)
	r.folder(root, ".", 0)
}

// folder reads the names of a folder, some at a time, sorted among themselves. What begins with a dot is a program's.
func (r *run) folder(root *os.Root, at string, depth int) {
	if depth > maxDepth {
		r.unread(at, triage.ReasonTooDeep)
		return
	}
	dir, err := root.Open(at)
	if err != nil {
		r.unread(at, triage.ReasonUnreadable)
		return
	}
	defer func() { _ = dir.Close() }() // it was only read
	for r.ctx.Err() == nil {
		entries, err := dir.ReadDir(folderAt)
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
		for _, e := range entries {
			if r.ctx.Err() != nil {
				return
			}
			if !strings.HasPrefix(e.Name(), ".") {
				r.entry(root, path.Join(at, e.Name()), e, depth)
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.unread(at, triage.ReasonUnreadable)
			}
			return
		}
	}
}

func (r *run) entry(root *os.Root, name string, e fs.DirEntry, depth int) {
	if e.IsDir() {
		r.folder(root, name, depth+1)
		return
	}
	if e.Type()&fs.ModeSymlink != 0 {
		r.unread(name, triage.ReasonLink)
		return
	}
	info, err := e.Info()
	if err != nil {
		r.unread(name, triage.ReasonUnreadable)
		return
	}
	r.file(name, e.Name(), info, func() (fs.File, error) { return root.Open(name) })
}

// file hands a file to a worker, or cuts it into pieces where it is large.
func (r *run) file(shown, base string, info fs.FileInfo, open func() (fs.File, error)) {
	reason := byName(base)
	switch {
	case !info.Mode().IsRegular():
		reason = triage.ReasonNoFile
	case reason == "" && info.Size() == 0:
		reason = triage.ReasonEmpty
	}
	if reason != "" {
		r.unread(shown, reason)
		return
	}
	if info.Size() <= small {
		r.give(&piece{at: triage.Where{File: triage.Plain(shown)}, open: open, files: 1})
		return
	}
	file, err := open()
	if err != nil {
		r.unread(shown, triage.ReasonUnreadable)
		return
	}
	defer func() { _ = file.Close() }() // it was only read
	r.stream(shown, file)
}

// readFile reads a small file, and sees how it is to be read; nil where it is not, with the reason among the items.
func (r *run) readFile(p *piece) []byte {
	refuse := func(reason triage.Reason) []byte {
		p.items = append(p.items, p.at.Unread(reason))
		return nil
	}
	file, err := p.open()
	if err != nil {
		return refuse(triage.ReasonUnreadable)
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() { // exchanged meanwhile
		return refuse(triage.ReasonNoFile)
	}
	data := make([]byte, 0, info.Size()+1)
	for { // as io.ReadAll, at the right size from the beginning
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return refuse(triage.ReasonUnreadable)
		}
		if len(data) > small { // it grew
			return refuse(triage.ReasonTooLarge)
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
	head := data[:min(len(data), headSize)]
	if reason := byHead(head); reason != "" {
		return refuse(reason)
	}
	p.form = formOf(head)
	return data
}
