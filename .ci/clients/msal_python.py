"""Signs in with Microsoft's msal for Python as a stranger would have it.

Nothing is set but the authority, instance discovery off, and (by REQUESTS_CA_BUNDLE, which goes before whatever msal is
told) trust in the certificate. Speaks lines of JSON with the test that runs it, in the same way as msal-node.cjs
beside it.
"""

import json
import sys

import msal


def read():
    return json.loads(sys.stdin.readline())


def tell(what):
    print(json.dumps(what), flush=True)


def by_code(app, asked):
    flow = app.initiate_auth_code_flow(
        [asked["scope"]], redirect_uri=asked["redirect"], login_hint=asked["user"], prompt="select_account"
    )
    tell({"authorize": flow["auth_uri"]})
    answer = read()
    if asked.get("verifier"):
        flow["code_verifier"] = asked["verifier"]
    return app.acquire_token_by_auth_code_flow(flow, answer)


def by_device(app, asked):
    flow = app.initiate_device_flow([asked["scope"]])
    if "user_code" not in flow:
        return flow
    tell({"device": flow["user_code"]})
    return app.acquire_token_by_device_flow(flow)


def main():
    asked = read()
    app = msal.PublicClientApplication(asked["client"], authority=asked["authority"], instance_discovery=False)
    got = (by_code if asked["flow"] == "code" else by_device)(app, asked)
    if "access_token" in got:
        who = got["id_token_claims"]
        tell({"token": {
            "access": got["access_token"], "tenant": who["tid"], "account": who["preferred_username"],
            "scopes": got["scope"].split(),
        }})
        return
    tell({"error": {
        "error": got.get("error"), "suberror": got.get("suberror"), "description": got.get("error_description"),
        "claims": got.get("claims"), "correlation": got.get("correlation_id"),
        "number": ",".join(str(number) for number in got.get("error_codes", [])),
    }})


main()
