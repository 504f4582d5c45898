package diagnose

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"
)

func conclude(t *testing.T, subject Subject, observations ...Observation) Diagnosis {
	t.Helper()
	d, err := Conclude(rand.Reader, time.Unix(1, 0), subject, observations)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func stateOf(d Diagnosis, id StageID) StageState {
	for _, s := range d.Stages {
		if s.ID == id {
			return s.State
		}
	}
	return ""
}

func TestConcludeSaysHowFarARunCame(t *testing.T) {
	d := conclude(t, Subject{Address: "adele@contoso.com"}, card(CardNeedAdminApproval))
	if len(d.Stages) != len(StageIDs()) {
		t.Fatalf("%d stages", len(d.Stages))
	}
	for id, want := range map[StageID]StageState{StagePhone: Warning, StageAddress: Passed, StageTenant: NotChecked,
		StageMailAccess: NotChecked} {
		if got := stateOf(d, id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	d = conclude(t, Subject{}, fact(StageTenant, AboutOrganisation, CauseNone),
		fact(StageAutodiscover, AboutAccount, CauseNone), fact(StageAutodiscover, AboutAccount, "mailbox.moved"))
	if stateOf(d, StageTenant) != Passed || stateOf(d, StageAutodiscover) != Warning || stateOf(d, StageAddress) != NotChecked {
		t.Errorf("stages %+v", d.Stages)
	}
}

func TestConcludeTakesTheMailAppThatMicrosoftNamed(t *testing.T) {
	for name, tt := range map[string]struct {
		said Said
		want string
	}{
		"by its id":       {Said{AppID: "9E5F94BC-E8A4-4E73-B8BE-63364C29D753"}, "thunderbird"},
		"by its name":     {Said{AppName: "iOS Accounts"}, "apple"},
		"an unknown id":   {Said{AppID: "00000000-0000-0000-0000-00000000000a", AppName: "Spark"}, OtherMailApp},
		"an unknown name": {Said{AppName: "Sprocket"}, "samsung"},
		"an unknown name in Microsoft's sentence": {Said{AppName: "Sprocket",
			Wordings: []Wording{{Confidence: Certain}}}, OtherMailApp},
		"nothing was said": {Said{}, "samsung"},
	} {
		d := conclude(t, Subject{MailApp: "samsung"}, Observation{Said: &tt.said})
		if d.Subject.MailApp != tt.want {
			t.Errorf("%s: %s, want %s", name, d.Subject.MailApp, tt.want)
		}
	}
}

func TestConcludeTakesWhatAStageOfTheRunFound(t *testing.T) {
	asked := Stage{ID: StageTenant, State: Blocked, Finding: "no company"}
	d, err := Conclude(rand.Reader, time.Unix(1, 0), Subject{}, nil, asked)
	if err != nil || stateOf(d, StageTenant) != Blocked {
		t.Errorf("%v, %+v", err, d.Stages)
	}
}

func TestConcludeRefusesAStageThatIsNotInTheTable(t *testing.T) {
	_, err := Conclude(rand.Reader, time.Unix(1, 0), Subject{}, nil, Stage{ID: "no-stage", State: Passed})
	if !errors.Is(err, errUnknownStage) || !strings.Contains(err.Error(), "no-stage") {
		t.Errorf("%v", err)
	}
}

func TestConcludeNeedsRandomness(t *testing.T) {
	if _, err := Conclude(emptyReader{}, time.Unix(1, 0), Subject{}, nil); err == nil {
		t.Error("an id was drawn from nothing")
	}
}

type emptyReader struct{}

func (emptyReader) Read([]byte) (int, error) { return 0, errNothing }

var errNothing = ErrReference
