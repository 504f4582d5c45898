package consent

import (
	"strings"

	"github.com/skip2/go-qrcode"
)

// QR is a QR code (ISO/IEC 18004): dark modules on a light ground. Code makes it; the zero QR is empty.
type QR struct {
	Version int    // 1 to QRMaxVersion
	Level   string // error correction: L, M, Q or H
	modules [][]bool
}

const (
	// QRMaxVersion is the largest code that is made; it holds 929 characters. Up to it zbar and ZXing read every code
	// of the tests at 4 pixels a module: halved, turned, blurred, and tilted by 8°. From the next version on ZXing loses
	// some that are only turned by 10°, and qrencode's just as well. A small code bears more: those of the v1 links are
	// read at 30°. Above: ErrTooLong.
	QRMaxVersion = 21
	// QuietZone is the light margin in modules, ISO/IEC 18004 §5.3.8. Readers need it to find the code.
	QuietZone = 4
)

// levelNames are the four levels of error correction from weak to strong.
const levelNames = "LMQH"

// Code returns the QR code of a link or message: the smallest version that holds it, and of that version the strongest
// level of error correction that costs no more room.
//
// Only what this package builds is drawn. The error is a *RuleError: the one of Check for a link that breaks a rule,
// RuleQR for a link that approves for the company of whoever signs in and for any other text, ErrTooLong above
// QRMaxVersion.
func Code(text string) (QR, error) {
	if err := drawable(text); err != nil {
		return QR{}, err
	}
	version, level, ok := smallest(text)
	if !ok {
		return QR{}, broken(RuleLength, "%d characters do not fit into version %d", len(text), QRMaxVersion)
	}
	modules, err := blank(version)
	if err != nil {
		return QR{}, err
	}
	words := protected(padded(encoded(text, version), capacity(version, level)), blocksOf(version, level))
	place(words, modules, dataModules(version))
	return QR{Version: version, Level: levelNames[level : level+1], modules: bestMasked(modules, version, level)}, nil
}

func smallest(text string) (version, level int, ok bool) {
	for version = 1; version <= QRMaxVersion; version++ {
		need := (encoded(text, version).Len() + 7) / 8
		for level = len(levelNames) - 1; level >= 0; level-- {
			if need <= capacity(version, level) {
				return version, level, true
			}
		}
	}
	return 0, 0, false
}

// blank returns a code of a version with its finder, timing and alignment patterns and version information, which
// go-qrcode draws; the data is to be written over.
func blank(version int) ([][]bool, error) {
	code, err := qrcode.NewWithForcedVersion("0", version, qrcode.Low)
	if err != nil {
		return nil, err
	}
	code.DisableBorder = true
	return code.Bitmap(), nil
}

// drawable holds the rule that a QR code is only ever made of checked links and of messages built here.
func drawable(text string) error {
	if !strings.HasPrefix(text, "https:") {
		return checkMessage(text)
	}
	if err := Check(text); err != nil {
		return err
	}
	if l, _ := takeApart(text); strings.HasPrefix(l.path, "/"+organizations+"/") || l.host == "aka.ms" {
		return broken(RuleQR, "%s approves for the company of whoever scans it", quote(text))
	}
	return nil
}

// Modules returns the rows of the code with its quiet zone, true for dark. The caller may change them.
func (q QR) Modules() [][]bool {
	width := q.Width()
	rows := make([][]bool, width)
	for y := range rows {
		rows[y] = make([]bool, width)
		if inner := y - QuietZone; inner >= 0 && inner < len(q.modules) {
			copy(rows[y][QuietZone:], q.modules[inner])
		}
	}
	return rows
}

// Width returns the modules in a row, quiet zone included; in the terminal it is the number of columns.
func (q QR) Width() int { return len(q.modules) + 2*QuietZone }
