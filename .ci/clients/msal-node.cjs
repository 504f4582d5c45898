// Signs in with @azure/msal-node as a stranger would have it: nothing is set but the authority, that it is known, and
// (by NODE_EXTRA_CA_CERTS) trust in the certificate. Speaks lines of JSON with the test that runs it: the settings
// come in, then {"authorize": address} or {"device": code} goes out, for "code" the redirect's query comes in, and at
// the end {"token": …} or {"error": …} goes out.
"use strict";

const readline = require("node:readline");
const { CryptoProvider, PublicClientApplication } = require("@azure/msal-node");

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const read = async () => JSON.parse((await lines.next()).value);
const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");

async function byCode(app, asked) {
	const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
	const request = { scopes: [asked.scope], redirectUri: asked.redirect };
	tell({
		authorize: await app.getAuthCodeUrl({
			...request, codeChallenge: challenge, codeChallengeMethod: "S256", responseMode: "query",
			loginHint: asked.user, prompt: "select_account", state: "a state of the client's",
		}),
	});
	const answer = await read();
	return app.acquireTokenByCode({ ...request, code: answer.code, codeVerifier: asked.verifier || verifier });
}

const byDevice = (app, asked) =>
	app.acquireTokenByDeviceCode({
		scopes: [asked.scope],
		deviceCodeCallback: (answer) => tell({ device: answer.userCode }),
	});

async function main() {
	const asked = await read();
	const app = new PublicClientApplication({
		auth: { clientId: asked.client, authority: asked.authority, knownAuthorities: [new URL(asked.authority).host] },
	});
	try {
		const got = await (asked.flow === "code" ? byCode : byDevice)(app, asked);
		tell({ token: { access: got.accessToken, tenant: got.tenantId, account: got.account.username, scopes: got.scopes } });
	} catch (error) {
		tell({
			error: {
				error: error.errorCode, suberror: error.subError, description: error.errorMessage, claims: error.claims,
				correlation: error.correlationId, number: String(error.errorNo || ""),
			},
		});
	}
	process.exit(0);
}

main();
