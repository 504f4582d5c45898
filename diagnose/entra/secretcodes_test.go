package entra

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synchelper/assets"
	"synchelper/diagnose"
)

// Codes as phones and pages show them. None is in the table of errors.
func canaryDigits() string  { return "981" + "234" }
func canaryGrouped() string { return "981" + " " + "234" }
func canaryEight() string   { return "9812" + "3457" }
func canaryDevice() string  { return "G7K2" + "M9QXW" }
func canaryHyphen() string  { return "ABCD" + "-" + "EFGH1" }

// oneTimeTexts hold a code that somebody got by message, mail or app; %s is the code.
var oneTimeTexts = []string{
	"Code: %s", "code %s", "Your verification code is %s", "verification code %s", "Security code %s", "code = %s",
	"Use verification code %s for Microsoft authentication.", "Use %s as your Microsoft account security code",
	"%s is your Microsoft verification code. Don't share it.", "Use %s to verify your identity", "I entered %s as the code",
	"Your Contoso account verification code is: %s", "Your code is:\n\n%s\n\nThanks", "Account verification code:\n%s\n",
	"Please use the following verification code to sign in: %s", "Use this code for Microsoft verification\n%s",
	"Enter this code to sign in: %s", "The code we sent you: %s", "Your verification\ncode is %s", "%s\nis your verification code",
	"%s (verification code)", "verification code (%s)", "verification code, %s", "Sign-in code: %s", "Authentication code - %s",
	"My code was %s and then AADSTS50126: wrong", "Sign-in error 50126\nCode: %s", "Sign-in failed.\nCode: %s", "OTP is %s",
	"My PIN is %s", "TAN: %s", "your one-time password is %s", "password %s", "<b>Code:</b> %s", "Code: **%s**", "> Code: %s",
	"<tr><td>Code</td><td>%s</td></tr>", `{"code":"%s"}`, `{"otc":"%s"}`, `{"AdditionalAuthData":"%s"}`, "<#> Your code: %s",
	"https://contoso.com/verify?code=%s", "https://contoso.com/cb?code=%s&state=1", "Enter the code\n> %s",
	"Ihr Code lautet %s", "Ihr Sicherheitscode lautet: %s", "Bestätigungscode: %s", "Überprüfungscode %s", "Kontoprüfcode: %s",
	"Verwenden Sie den Code %s für die Microsoft-Authentifizierung", "Geben Sie den Code %s ein", "Code eingeben: %s",
	"Verwenden Sie %s als Sicherheitscode für das Microsoft-Konto.", "%s ist Ihr Sicherheitscode", "Der Code ist %s",
	"Dein Apple-ID-Code lautet: %s. Teile ihn nicht mit anderen.", "Ihr Einmalpasswort lautet %s", "Anmeldecode %s",
	"Votre code de vérification est %s", "Code de vérification : %s", "Su código de verificación es %s", "Codice: %s",
	"Il tuo codice di verifica è %s", "Uw verificatiecode is %s", "Din kod är %s", "Kod weryfikacyjny: %s", "Doğrulama kodu: %s",
	"Vahvistuskoodi: %s", "Ověřovací kód: %s", "Código de verificação: %s", "Код подтверждения: %s", "Ваш код: %s", "验证码:%s",
	"您的验证码是 %s", "確認コード:%s", "コードは %s です", "인증 코드: %s", "인증번호 %s",
}

func TestOneTimeCodesAreCut(t *testing.T) {
	for _, text := range oneTimeTexts {
		for _, code := range []string{canaryDigits(), canaryEight()} {
			for layer, encode := range encodings() {
				if layer == "log line" || layer == "percent" { // both say that an error follows
					continue
				}
				source := encode(fill(text, code))
				clean, kinds := Scrub(source)
				if strings.Contains(clean, code) || len(kinds) == 0 {
					t.Errorf("%s: %q left %q, %v", layer, source, clean, kinds)
				}
				if again, _ := Scrub(clean); again != clean {
					t.Errorf("%s: %q became %q", layer, clean, again)
				}
			}
		}
	}
}

func TestCodesOfOtherFormsAreCut(t *testing.T) {
	four := "98" + "12"
	for text, code := range map[string]string{
		"Ihr Code lautet %s": canaryGrouped(), "Verification code: %s": canaryGrouped(), "Your WhatsApp code: %s": "981" + "-" + "234",
		"Microsoft access code: %s": four, "PIN: %s": four, "Enter code %s": four, "sms code %s": four, "OTP: %s": "981" + "-" + "234",
		"%s is your Google verification code.": "G-" + canaryDigits(), "security code %s": "9812" + " " + "3457",
		"verification code: %s": "a8k2" + "xq", "Your recovery code is %s": canaryHyphen(), "one-time code 98-%s": "12-34",
		"Your Apple Account code is in another message.\n@apple.com #%s %apple.com": canaryDigits(),
	} {
		clean, kinds := Scrub(fill(text, code))
		if strings.Contains(clean, code) || len(kinds) == 0 {
			t.Errorf("%q left %q", text, clean)
		}
	}
}

func TestBackupCodesAreCutToTheLast(t *testing.T) {
	codes := []string{"9812" + "3456", "9812" + "9981", "9812" + "4411", "5012" + "6777"}
	for _, joint := range []string{", ", "\n", "\n* ", " "} {
		text := "Your backup codes: " + strings.Join(codes, joint) + "\nAADSTS50126: wrong"
		clean, _ := Scrub(text)
		for _, code := range codes {
			if strings.Contains(clean, code) {
				t.Errorf("%q left %q", text, clean)
			}
		}
		if !strings.Contains(clean, "AADSTS50126: wrong") {
			t.Errorf("the error is lost: %q", clean)
		}
	}
}

func TestDeviceCodesAreCut(t *testing.T) {
	for _, text := range []string{
		"To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code %s to authenticate.",
		"the code %s to authenticate", "Enter code %s", "Code: %s", "your code %s", "user code: %s", "device code %s",
		"Geben Sie den Code %s ein", "https://login.microsoft.com/device?otc=%s", `{"user_code":"%s"}`, "Enter the code:\n%s\n",
		"Saisissez le code %s", "code shown: %s",
	} {
		for _, code := range []string{canaryDevice(), canaryHyphen(), "WDJB" + "-" + "MJHT"} {
			clean, kinds := Scrub(fill(text, code))
			if strings.Contains(clean, code) || len(kinds) == 0 {
				t.Errorf("%q left %q", text, clean)
			}
		}
	}
	letters := "QRSTVWXYZ"
	if clean, _ := Scrub("enter the code " + letters + " to authenticate"); strings.Contains(clean, letters) {
		t.Errorf("a code of letters alone is left: %q", clean)
	}
}

// errorTexts hold a number that is not in the table, as the numbers of new errors and of other programs are.
var errorTexts = []string{
	"Error code: %s", "error code %s", "Sign-in error code: %s", "Sign-in error code %s", "Sign-in error code\n%s",
	"Sign-in error\ncode: %s", "AADSTS error code: %s", "AADSTS code %s", "Fehlercode %s", "Fehlercode: %s", "Anmeldefehlercode: %s",
	"Statuscode: %s", "status code %s", "exit code: %s", "Result code: %s", "HTTP code %s", "failed with code %s",
	"Authentication error, code: %s", "Error type, code %s", "Login failed, code %s", "failed login code %s", "code %s error",
	"Fehler bei der Anmeldung, Code %s", `"error_codes":[%s]`, `"error_codes":[50126,%s]`, `"codes":[%s]`,
	`{"error":{"code":"%s","message":"x"}}`, `{"code":%s,"message":"x"}`, "https://login.microsoftonline.com/error?code=%s",
	"Code d'erreur : %s", "Code d'erreur de connexion : %s", "código de error %s", "codice di errore: %s", "kod błędu %s",
	"код ошибки %s", "エラー コード: %s", "错误代码:%s", "오류 코드: %s", "verification code error: %s", "Verification failed: %s",
	"The verification code was rejected (error %s)", "%s (error code)", "barcode %s", "Postcode %s", "Country code: %s", "ticket %s",
	"port %s", "I tried %s times", "code 1.2.%s", "code_size: %s", "Internal Error Code: 545133655", "MSALErrorDomain Code=-50000",
	"Error Domain=NSURLErrorDomain Code=-1009", "Code: 0x80048821", "Code: 80180014", "code: 8007000E", "Code: AADSTS%s",
	"Code: MSIS9223", "Code: CAA20003", "Code: E0000011", "Code: UNAUTHORIZED", "Code: AUTH-50126", "Code: AUTH-FAIL", "code 401 403",
	"ENTER THE CODE DISPLAYED ON YOUR SCREEN", "enter the code to authenticate", "Enter the code, then AADSTS50126",
	"verification code expired. Error 500121", "code 2026-03-02", "Timestamp: 2026-03-02T10:11:12Z", "password reset 2026",
	"Request Id: 11111111-2222-4333-8444-555555555501", "verification code from 2026", "the code at line 981 of 2026",
}

func TestNumbersOfErrorsStay(t *testing.T) {
	for _, text := range errorTexts {
		source := fill(text, canaryDigits())
		if clean, kinds := Scrub(source); clean != source {
			t.Errorf("cut %v: %q became %q", kinds, source, clean)
		}
	}
}

// A number of the table stays whatever calls it a code, unless only secrets are called so.
func TestEveryNumberOfTheTableStays(t *testing.T) {
	table := assets.Table(assets.AADSTS)
	rows := regexp.MustCompile(`(?m)^\d+`).FindAllString(string(table), -1)
	if len(rows) == 0 {
		t.Fatal("assets/aadsts.csv has no numbers")
	}
	for _, number := range slices.Compact(rows) {
		for _, text := range []string{"Code: %s", "code %s", "Code:\n%s", "Error code: %s", "Sign-in error code: %s", "Fehlercode %s",
			"Sign-in code: %s", "I get the code %s", "your code %s", "Geben Sie den Code %s ein", "Enter code %s", `{"code":"%s"}`,
			"https://contoso.com/cb?code=%s", "%s is the code", "Use %s to verify"} {
			source := fmt.Sprintf(text, number)
			if clean, kinds := Scrub(source); clean != source {
				t.Errorf("cut %v: %q became %q", kinds, source, clean)
			}
		}
	}
}

func TestErrorsBehindTheWordCodeAreStillRead(t *testing.T) {
	for text, want := range map[string]int{
		"Error code: 50105, sign-in": 50105, "Sign-in error code: 50126": 50126, "Anmeldung: Fehlercode 53003": 53003,
		"Need admin approval, code 90094 (sign-in error)": 90094, "AADSTS code 530003": 530003, "Sign-in error code: 981234": 981234,
		"Enter the code G7K2" + "M9QXW to authenticate. AADSTS50126: wrong": 50126,
		"Your verification code is 981" + "234\nSign-in error code: 50076":  50076,
	} {
		if said := mustRead(t, text).Said; said.Primary != want {
			t.Errorf("%q is read as %d, want %d", text, said.Primary, want)
		}
	}
}

// Whatever the digits are: the words decide.
func TestWordsDecideOverEveryNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 2000 {
		number := 100000 + random.IntN(900000)
		code := fmt.Sprint(number)
		for _, text := range []string{"Your verification code is %s", "Sicherheitscode: %s", "%s is your one-time code"} {
			if clean, _ := Scrub(fill(text, code)); strings.Contains(clean, code) {
				t.Fatalf("%q left %q", text, clean)
			}
		}
		for _, text := range []string{"Error code: %s", "Fehlercode %s", "Sign-in error code: %s"} {
			if clean, _ := Scrub(fill(text, code)); !strings.Contains(clean, code) {
				t.Fatalf("%q became %q", text, clean)
			}
		}
		if clean, _ := Scrub("Code: " + code); strings.Contains(clean, code) != diagnose.CodeKnown(number) {
			t.Fatalf("known %v, and became %q", diagnose.CodeKnown(number), clean)
		}
	}
}
