// Passkeys live in the browser: this asks it, and sends what it answers with the form. Nothing else needs a script.
"use strict";
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (held) => (held || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = async (kind, asked) => {
    const given = { ...asked, challenge: bytes(asked.challenge) };
    if (kind === "create") {
      given.user = { ...asked.user, id: bytes(asked.user.id) };
      given.excludeCredentials = listed(asked.excludeCredentials);
      return navigator.credentials.create({ publicKey: given });
    }
    given.allowCredentials = listed(asked.allowCredentials);
    return navigator.credentials.get({ publicKey: given });
  };

  const told = (found) => {
    const response = { clientDataJSON: text(found.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (found.response[part]) response[part] = text(found.response[part]);
    }
    const extensions = found.getClientExtensionResults();
    return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: extensions });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    const wrong = form.querySelector("[data-passkey-wrong]");
    form.querySelector("[data-passkey-go]").hidden = false;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value) return;
      event.preventDefault();
      wrong.hidden = true;
      try {
        field.value = told(await ask(form.dataset.passkey, JSON.parse(form.dataset.asked).publicKey));
        form.submit();
      } catch {
        wrong.hidden = false;
      }
    });
  }
})();
