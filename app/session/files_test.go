package session

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"synchelper/diagnose"
)

func TestFilesThatAreDropped(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	huge := write("huge.log", "")
	if err := os.Truncate(huge, maxText+1); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path    string
		problem Problem
	}{
		"a log":                     {write("mail.log", page), ProblemNone},
		"UTF-16 of Windows":         {write("utf16.txt", "\xff\xfeA\x00A\x00D\x00"), ProblemNone},
		"a picture by its name":     {write("phone.heic", "x"), ProblemPicture},
		"a picture by its content":  {write("phone.txt", "\x89PNG\r\n\x1a\n\x00"), ProblemPicture},
		"a picture of an iPhone":    {write("phone.dat", "\x00\x00\x00\x18ftypheic\x00\x00"), ProblemPicture},
		"a program":                 {write("a.exe", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"), ProblemUnreadable},
		"a folder":                  {dir, ProblemUnreadable},
		"nothing":                   {filepath.Join(dir, "gone.txt"), ProblemUnreadable},
		"more than 64 MiB, at once": {huge, ProblemTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.Open(c.path)
			s := p.wait()
			if s.Screen != ScreenAsk || s.Problem != c.problem {
				t.Fatalf("screen %s, problem %q, want %q", s.Screen, s.Problem, c.problem)
			}
			if attached := s.Attached.Bytes > 0; attached != (c.problem == ProblemNone) {
				t.Errorf("attached: %+v", s.Attached)
			}
		})
	}
}

func TestALeftFileIsNotAttachedLater(t *testing.T) {
	p := newPerson(t, "")
	path := filepath.Join(t.TempDir(), "mail.log")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	p.mu.Lock() // the file is being read, and its result has to wait until the person has left
	_, generation := p.start()
	p.mu.Unlock()
	p.Home()
	p.deliver(generation, func(st *State) { p.attach(st, "mail.log", []byte(page)) })
	if s := p.look(); s.Attached.Bytes != 0 || s.Screen != ScreenStart {
		t.Errorf("screen %s, attached %+v", s.Screen, s.Attached)
	}
}

func TestPasteKeepsALongTextOutOfTheBox(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardSomethingElse)
	p.Draft("", "first")
	p.Paste("second")
	if s := p.look(); s.Text != "first\nsecond" {
		t.Errorf("the box holds %q", s.Text)
	}
	p.Paste(string(bytes.Repeat([]byte("x"), boxLimit+1)))
	if s := p.look(); s.Text != "first\nsecond" || s.Attached.Bytes != boxLimit+1 || len(s.Attached.Excerpt) > excerptBytes {
		t.Errorf("box %d bytes, attached %+v", len(s.Text), s.Attached)
	}
	p.Detach()
	if s := p.look(); s.Attached.Bytes != 0 {
		t.Error("the text is still attached")
	}
}
