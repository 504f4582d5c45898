package intake

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync/atomic"

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
			r.file(found{shown: filepath.Base(name), base: filepath.Base(name), path: name}, info)
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

// folder is one that is read: open until the last file in it is.
type folder struct {
	dir   *os.File
	users atomic.Int64
}

func (f *folder) use() *folder {
	f.users.Add(1)
	return f
}

func (f *folder) done() {
	if f.users.Add(-1) == 0 {
		_ = f.dir.Close() // it was only read
	}
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
	in := (&folder{dir: dir}).use()
	defer in.done()
	for r.ctx.Err() == nil {
		entries, err := dir.ReadDir(folderAt)
		sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
		for _, e := range entries {
			if r.ctx.Err() != nil {
				return
			}
			if !strings.HasPrefix(e.Name(), ".") {
				r.entry(root, in, path.Join(at, e.Name()), e, depth)
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

func (r *run) entry(root *os.Root, in *folder, name string, e fs.DirEntry, depth int) {
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
	r.file(found{shown: name, base: e.Name(), path: name, in: in, root: root}, info)
}

// found is a file that is to be read.
type found struct {
	shown, base string
	path        string   // below root, where there is one
	root        *os.Root // of a folder: nothing outside of it is opened
	in          *folder
}

func (f found) open() (fs.File, error) {
	if f.root == nil {
		return os.Open(f.path)
	}
	return f.root.Open(f.path)
}

// file lets a worker read a file, or cuts it into pieces where it is large.
func (r *run) file(f found, info fs.FileInfo) {
	shown, reason := f.shown, byName(f.base)
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
		r.together(f)
		return
	}
	file, err := f.open()
	if err != nil {
		r.unread(shown, triage.ReasonUnreadable)
		return
	}
	defer func() { _ = file.Close() }() // it was only read
	r.stream(shown, file)
}

// together adds a small file to those that a worker gets at once.
func (r *run) together(f found) {
	if r.batch == nil {
		r.batch = &piece{}
	}
	if f.in != nil {
		f.in.use()
	}
	r.batch.small = append(r.batch.small, f)
	if r.batch.files++; r.batch.files == together {
		r.flush()
	}
}

// close lets go of the folders of small files.
func (p *piece) close() {
	for _, f := range p.small {
		if f.in != nil {
			f.in.done()
		}
	}
}
