package session

import (
	"path/filepath"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// MailFile is a message that was saved as a mail, ready to send.
type MailFile struct {
	Of      wording.Message
	Path    string  // empty when it could not be saved
	Problem Problem // why
}

// SaveMail writes a message as a mail into the folder of the reports, away from the window. The State says where it went
// or why it did not.
func (s *Session) SaveMail(m wording.Message) {
	s.mu.Lock()
	path, generation := filepath.Join(s.state.SaveDir, mailFileName(s.state, m)), s.generation
	s.mu.Unlock()
	at := s.options.Now()
	s.work.Go(func() {
		content, err := consent.MailFile(m.Subject, m.Body, at)
		if err == nil {
			err = report.WriteAtomic(path, content)
		}
		saved := MailFile{Of: m, Path: path}
		if err != nil {
			saved = MailFile{Of: m, Problem: whyNotSaved(err)}
		}
		s.deliver(generation, func(st *State) { st.MailFile = saved })
	})
}

// mailFileName is the reference by which IT finds the message again. A reminder is a file of its own.
func mailFileName(st State, m wording.Message) string {
	reference := st.Answer.Reference
	if st.Case != nil && m == st.Case.Reminder {
		reference = st.Case.Reference + "-2"
	}
	return report.FileName(reference, consent.MailFileExt)
}
