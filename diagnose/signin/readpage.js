(hosts, known, describe) => {
  // What is not named in the result never leaves the page: no flow token, no canary, nothing typed.
  if (location.protocol !== "https:" || !hosts.includes(location.host)) return null;

  const scriptLimit = 2 << 20, fieldLimit = 4096, textLimit = 16384, plainLimit = 400000, nodeLimit = 20000;

  const config = () => {
    for (const script of document.querySelectorAll("script:not([src])")) {
      const text = script.textContent;
      const start = text.slice(0, scriptLimit).search(/\$Config\s*=\s*\{/);
      if (start < 0) continue;
      const object = firstObject(text.slice(0, scriptLimit), text.indexOf("{", start));
      try { return JSON.parse(object); } catch { return null; }
    }
    return null;
  };

  // firstObject cuts the JSON object that begins at a brace out of a script.
  const firstObject = (text, begin) => {
    let depth = 0, quoted = false;
    for (let i = begin; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c === "\\") i++;
        else if (c === '"') quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === "{") depth++;
      else if (c === "}" && --depth === 0) return text.slice(begin, i + 1);
    }
    return "";
  };

  // A number is digits, and 0 stands for none.
  const digits = v => /^[1-9][0-9]*$/.test(word(v).trim()) ? word(v).trim() : "";
  const word = v => typeof v === "string" || typeof v === "number" ? String(v).slice(0, fieldLimit) : "";
  const meta = name => word(document.querySelector(`meta[name="${name}"]`)?.getAttribute("content"));
  const shown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // An error that the page's own script put up after asking the server: no new page is loaded for it.
  const complains = () => [...document.querySelectorAll('[id$="Error"], [id*="_Error"], .alert-error')]
    .some(e => shown(e) && e.textContent.trim() !== "");

  const visible = () => {
    if (!document.body) return "";
    if (document.body.textContent.length <= plainLimit) return document.body.innerText.slice(0, textLimit);
    let text = "";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = 0; n < nodeLimit && text.length < textLimit && walk.nextNode(); n++) {
      const parent = walk.currentNode.parentElement;
      if (parent && !/^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/i.test(parent.tagName) && shown(parent)) {
        text += walk.currentNode.data.slice(0, textLimit).trim() + "\n";
      }
    }
    return text.slice(0, textLimit);
  };

  const c = config(), f = c ?? {};
  const code = digits(f.sErrorCode) || digits(f.iErrorCode);
  const page = {
    ID: word(f.pgid) || meta("PageID"),
    Code: code,
    ErrorText: word(f.sErrTxt),
    Main: word(f.strMainMessage),
    Additional: word(f.strAdditionalMessage),
    Exception: word(f.strServiceExceptionMessage),
    CorrelationID: word(f.correlationId),
    SessionID: word(f.sessionId),
    Lang: meta("LocLC"),
    Visible: "",
    ForOrganization: false,
    // The real first page holds the password's field out of sight, hidden from screen readers.
    AsksPassword: [...document.querySelectorAll('input[type="password"]')]
      .some(e => shown(e) && !e.closest('[aria-hidden="true"]')),
    SkipDays: Number.isSafeInteger(f.iRemainingDaysToSkipMfaRegistration) ? f.iRemainingDaysToSkipMfaRegistration : 0,
  };
  page.ForOrganization = page.ID === "ConvergedConsent" &&
    [...document.querySelectorAll('input[type="checkbox"]')].some(shown);
  const asks = Object.hasOwn(known, page.ID) ? known[page.ID] : null; // the numbers that are no error on this page
  const error = asks === null || page.Exception !== "" || (code !== "" && !asks.includes(Number(code)));
  const ready = c !== null || document.readyState !== "loading";
  if (describe || ready && (error || complains())) page.Visible = visible();
  return { host: location.host, ready, page };
}
