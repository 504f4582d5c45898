package consent

import (
	"strings"
	"sync"
)

// personalDomains are the domains of mail providers that give addresses to everybody. Nobody can approve an app for
// such an address, so a link would only send its owner round in circles. The first line is Microsoft's own; country
// variants of hotmail, live and outlook follow from personalMicrosoft.
func personalDomains() []string {
	return strings.Fields(`
		outlook.com hotmail.com live.com msn.com passport.com windowslive.com
		gmail.com googlemail.com icloud.com me.com mac.com privaterelay.appleid.com
		yahoo.com ymail.com rocketmail.com aol.com yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.uk yahoo.co.jp
		gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.de
		proton.me protonmail.com pm.me zoho.com fastmail.com yandex.com yandex.ru mail.ru qq.com 163.com 126.com
		orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it bluewin.ch comcast.net btinternet.com`)
}

// personalMicrosoft are the country variants under which Microsoft gave out personal addresses.
func personalMicrosoft() map[string]string {
	return map[string]string{
		"outlook": `at be cl co.id co.il co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu
			ie in it jp kr lv my ph pt sa sg sk`,
		"hotmail": `at be ca ch cl co.id co.il co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.hk com.tr
			com.tw com.vn cz de dk es fi fr gr hu it lt lv my nl no ph rs se sg sk`,
		"live": `at be ca ch cl cn co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt com.sg de dk fi fr hk ie
			in it jp nl no ru se`,
	}
}

// personal holds every domain of personal accounts, made once: a helpdesk's folder asks a hundred thousand times. True
// stands for those under which there are others.
var personal = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool)
	for brand, countries := range personalMicrosoft() {
		for country := range strings.FieldsSeq(countries) {
			all[brand+"."+country] = false
		}
	}
	for _, d := range personalDomains() {
		all[d] = true
	}
	return all
})

// isPersonalDomain says whether an ASCII domain, or one that it lies under, belongs to personal accounts.
func isPersonalDomain(domain string) bool {
	if _, listed := personal()[domain]; listed {
		return true
	}
	for _, d, under := strings.Cut(domain, "."); under; _, d, under = strings.Cut(d, ".") {
		if personal()[d] {
			return true
		}
	}
	return false
}
