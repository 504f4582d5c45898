package consent

import (
	"slices"
	"strings"

	"synchelper/diagnose"
)

// checkAdmin holds an address on a sign-in host against the two forms. What is left at the end is built anew and must
// be the same, byte for byte.
func checkAdmin(l link) error {
	tenant, isV2, err := adminPath(l)
	if err != nil {
		return err
	}
	app, scope, err := adminQuery(l, isV2)
	if err != nil {
		return err
	}
	if err := adminTenant(tenant, isV2); err != nil {
		return err
	}
	cloud, err := adminCloud(l, scope, isV2)
	if err != nil {
		return err
	}
	built := v1(cloud, tenant, app)
	if isV2 {
		built = v2(cloud, tenant, app)
	}
	if l.raw != built {
		return broken(RuleForm, "%s is not as we write it", quote(l.raw))
	}
	return nil
}

func adminPath(l link) (tenant string, isV2 bool, err error) {
	segments := strings.Split(strings.TrimPrefix(l.path, "/"), "/")
	switch {
	case len(segments) == 2 && segments[1] == "adminconsent":
		return segments[0], false, nil
	case len(segments) == 3 && segments[1] == "v2.0" && segments[2] == "adminconsent":
		return segments[0], true, nil
	}
	return "", false, broken(RulePath, "%s is no page to approve an app", quote(l.path))
}

func adminQuery(l link, isV2 bool) (app diagnose.MailApp, scope string, err error) {
	allowed := []string{"client_id"}
	if isV2 {
		allowed = append(allowed, "scope")
	}
	values, err := parameters(l, allowed...)
	if err != nil {
		return app, "", err
	}
	app, ok := diagnose.MailAppByClientID(values["client_id"])
	if !ok {
		return app, "", broken(RuleClient, "no mail app that ships has the client id %s", quote(values["client_id"]))
	}
	return app, values["scope"], nil
}

// adminTenant refuses common and consumers too: they are no domains. organizations is for the v1 form only.
func adminTenant(name string, isV2 bool) error {
	if name == organizations && !isV2 {
		return nil
	}
	tenant, err := ParseTenant(name)
	if err != nil {
		return err
	}
	if tenant.String() != name {
		return broken(RuleTenant, "%s is not written as %s", quote(name), tenant)
	}
	return nil
}

// adminCloud finds the one row that both host and scope belong to.
func adminCloud(l link, scope string, isV2 bool) (diagnose.Cloud, error) {
	rows := cloudsAt(l.host)
	if isV2 {
		asked := func(c diagnose.Cloud) bool { return scopeOf(c) == scope }
		if !slices.ContainsFunc(diagnose.Clouds(), asked) {
			return diagnose.Cloud{}, broken(RuleScope, "%s", quote(scope))
		}
		rows = slices.DeleteFunc(rows, func(c diagnose.Cloud) bool { return !asked(c) })
		if len(rows) == 0 {
			return diagnose.Cloud{}, broken(RuleCloud, "%s with %s", l.host, quote(scope))
		}
	}
	proven := slices.IndexFunc(rows, func(c diagnose.Cloud) bool { return c.AppleProven })
	if proven < 0 {
		return diagnose.Cloud{}, broken(RuleUnproven, "%s", rows[0].Name)
	}
	return rows[proven], nil
}
