// A passkey, made or used. The server asks and checks; the browser and the device answer; the form that is sent is an ordinary one.
const TOKEN = '__RequestVerificationToken';

const knows = () => 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

const ask = async (address, token) => {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ [TOKEN]: token }) });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

const answerTo = async (options, isNew) => isNew
  ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
  : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

const send = (address, fields) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = address;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
};

customElements.define('terril-passkey', class extends HTMLElement {
  connectedCallback() {
    this.hidden = !knows();
    this.button = this.querySelector('button');
    this.button.addEventListener('click', () => this.run());
  }

  async run() {
    const { ask: from, send: to, failed } = this.dataset;
    const held = Object.fromEntries(new FormData(this.closest('form')));
    this.button.disabled = true;
    this.say('');
    try {
      const credential = await answerTo(await ask(from, held[TOKEN]), 'new' in this.dataset);
      send(to, { [TOKEN]: held[TOKEN], returnUrl: held.returnUrl ?? '', name: held.name ?? '', passkey: JSON.stringify(credential) });
    } catch {
      this.button.disabled = false;
      this.say(failed);
    }
  }

  say(text) {
    this.note ??= this.appendChild(Object.assign(document.createElement('p'), { role: 'status', className: 'small' }));
    this.note.textContent = text;
  }
});
