// The door of a visit, with or without a line. What is noted gets its key here, is kept in this browser until the site has it, and is
// sent as often as need be: the site counts a key once. The list is kept for the day, and forgotten.
const KEPT = 'terril-welcome';
const EVERY = 20_000;
const DOUBLE_TAP = 1_000;
const TOKEN = '__RequestVerificationToken';

const put = (text, n) => text.replace('{n}', n);

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Marks that the site does not have yet: one entry each, so that two tabs never write over each other. */
class Unsent {
  constructor(session) { this.root = `${KEPT}:${session}:`; }

  get keys() { return Object.keys(localStorage).filter(key => key.startsWith(this.root)).sort(); }

  get all() { return this.keys.map(key => JSON.parse(localStorage.getItem(key))); }

  add(mark) { localStorage.setItem(`${this.root}${Date.now()}-${mark.id}`, JSON.stringify(mark)); }

  remove(ids) { for (const key of this.keys) if (ids.some(id => key.endsWith(id))) localStorage.removeItem(key); }
}

customElements.define('terril-welcome', class extends HTMLElement {
  connectedCallback() {
    this.unsent = new Unsent(this.dataset.session);
    this.noted = new WeakSet();
    this.line = this.querySelector('[data-line]');
    if (Date.now() > Number(this.dataset.until)) { this.forget(); if (this.unsent.keys.length === 0) return; }
    this.addEventListener('submit', event => this.submitted(event));
    this.addEventListener('click', event => this.clicked(event));
    this.addEventListener('input', event => { this.noted.delete(event.target.form); if (event.target.id === 'q') this.find(event.target.value); });
    window.addEventListener('online', () => this.send());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.send(); });
    setInterval(() => { if (!document.hidden) this.send(); }, EVERY);
    this.querySelector('[data-forget]').hidden = false;
    this.find(this.querySelector('#q').value);
    this.show();
    this.openBadge();
    this.send();
    this.keep();
  }

  // Forms

  submitted(event) {
    const form = event.target;
    if ('find' in form.dataset) { event.preventDefault(); this.find(form.elements.q.value); return; }
    if (this.noted.has(form)) { event.preventDefault(); return; }
    const marks = this.marksOf(form, event.submitter);
    if (marks === undefined) return;
    event.preventDefault();
    if (marks.length === 0) return;
    // A second tap on what was just noted, and in which nothing was typed since, is the same one.
    this.noted.add(form);
    setTimeout(() => this.noted.delete(form), DOUBLE_TAP);
    for (const mark of marks) this.unsent.add(mark);
    const party = form.closest('[data-registration]');
    if (form.dataset.do === 'walk-in') form.reset();
    this.show();
    party?.querySelector('h3')?.focus();
    this.send();
  }

  marksOf(form, button) {
    const at = new Date().toISOString();
    const place = this.dataset.place || null;
    const held = new FormData(form);
    const make = more => ({ id: crypto.randomUUID(), at, place, ...more });
    switch (form.dataset.do) {
      case 'undo': return held.getAll('mark').map(undoes => make({ kind: 'Undo', undoes }));
      case 'here': {
        const registration = held.get('registration');
        const people = held.get('all') ? [...form.querySelectorAll('[data-person]')].map(p => p.value) : held.getAll('here');
        const others = Number(held.get('all') ? button.dataset.others : held.get('others') || 0);
        const made = people.map(participant => make({ kind: 'Here', registration, participant }));
        if (others > 0) made.push(make({ kind: 'Here', registration, number: others }));
        return made;
      }
      case 'walk-in': {
        const number = Number(held.get('number'));
        if (!(number > 0)) return undefined;
        if (number > Number(this.dataset.left)) { this.say(this.dataset.sayFull, 'bad'); return []; }
        this.dataset.left = String(Number(this.dataset.left) - number);
        return [make({ kind: 'WalkIn', number, name: held.get('name'), organisation: held.get('organisation'), role: held.get('role') || null, territory: held.get('territory') || null })];
      }
      default: return undefined;
    }
  }

  clicked(event) {
    if (event.target.closest('[data-retry]')) this.send();
    if (event.target.closest('[data-forget]') && event.target.closest('button')) this.finish();
    const seen = event.target.closest('[data-seen]');
    if (seen) { this.unsent.remove([seen.dataset.seen]); seen.closest('div').remove(); this.show(); }
  }

  // What is shown

  find(text) {
    const words = plain(text).split(' ').filter(word => word);
    for (const party of this.querySelectorAll('[data-words]')) party.hidden = !words.every(word => party.dataset.words.includes(word));
  }

  openBadge() {
    const code = /\/gestion\/visites\/p\/([\w-]{22})$/.exec(location.pathname)?.[1];
    if (!code) return;
    const party = [...this.querySelectorAll('[data-codes]')].find(p => p.dataset.codes.split(' ').includes(code));
    party?.querySelector('details')?.setAttribute('open', '');
    party?.querySelector('h3').focus();
    party?.scrollIntoView();
  }

  show() {
    const all = this.unsent.all;
    for (const party of this.querySelectorAll('[data-registration]')) {
      const mine = all.filter(m => m.registration === party.dataset.registration);
      const undone = [...party.querySelectorAll('[name=mark]')].filter(field => all.some(m => m.undoes === field.value));
      const more = mine.reduce((sum, m) => sum + (m.number ?? 1), 0);
      const note = party.querySelector('[data-local]');
      note.textContent = [more > 0 ? put(this.dataset.sayHere, more) : '', undone.length > 0 ? this.dataset.sayUndone : ''].filter(text => text).join(' · ');
      note.hidden = note.textContent === '';
    }
    if (all.length > 0) {
      const walkIns = all.filter(m => m.kind === 'WalkIn').reduce((sum, m) => sum + m.number, 0);
      const what = all.length === 1 ? this.dataset.sayOne : put(this.dataset.sayMany, all.length);
      this.say([this.isOut ? this.dataset.sayOut : this.isOff ? this.dataset.sayOffline : '', what, walkIns > 0 ? put(this.dataset.sayWalkIn, walkIns) : ''].filter(text => text).join(' '), 'warn');
    } else if (this.isOff) this.say(`${this.dataset.sayOffline} ${this.dataset.sayKept}`, 'warn');
    else if (this.hasSent) this.say(this.dataset.saySent, 'ok');
    else this.line.hidden = true;
    this.querySelector('[data-retry]').hidden = all.length === 0;
  }

  say(text, tone) {
    this.line.hidden = false;
    this.line.className = `note ${tone}`;
    const said = this.line.querySelector('[role=status]');
    if (said.textContent !== text) said.textContent = text;
  }

  refuse({ id, why }) {
    const place = this.querySelector('[data-refused]');
    if (place.querySelector(`[data-seen="${id}"]`)) return;
    const note = Object.assign(document.createElement('div'), { className: 'note bad' });
    const mark = this.unsent.all.find(m => m.id === id);
    const who = this.querySelector(`[data-registration="${mark?.registration}"] h3`)?.textContent ?? mark?.name ?? '';
    note.append(Object.assign(document.createElement('p'), { textContent: `${this.dataset.sayRefused} ${who} ${why}` }));
    const seen = Object.assign(document.createElement('button'), { type: 'button', className: 'btn alt mini', textContent: this.dataset.sayDismiss });
    seen.dataset.seen = id;
    note.append(seen);
    place.append(note);
  }

  // The line

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let marks; (marks = this.unsent.all.filter(m => !this.refused?.has(m.id)).slice(0, 200)).length > 0;) {
        const token = this.querySelector(`[name=${TOKEN}]`).value;
        const answer = await fetch(this.dataset.send, { method: 'POST', body: new URLSearchParams({ [TOKEN]: token, marks: JSON.stringify(marks) }) });
        this.isOff = false;
        this.isOut = answer.redirected || [400, 401, 403].includes(answer.status);
        if (this.isOut || !answer.ok) break;
        const { kept, refused } = await answer.json();
        this.unsent.remove(kept);
        this.refused = new Set([...this.refused ?? [], ...refused.map(r => r.id)]);
        refused.forEach(r => this.refuse(r));
        this.hasSent = true;
      }
      await this.refresh();
    } catch {
      this.isOff = true;
    }
    this.isSending = false;
    this.show();
  }

  // What others noted is seen, and what this telephone keeps is of this moment.
  async refresh() {
    const answer = await fetch(location.pathname + location.search);
    if (!answer.ok || answer.redirected || location.pathname !== this.dataset.list) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('terril-welcome');
    if (!fresh) return;
    const focused = document.activeElement?.id;
    const open = [...this.querySelectorAll('details[open]')].map(d => d.id);
    const isTyping = document.activeElement?.closest('[data-live]') && document.activeElement.matches('input:not([type=hidden])');
    const isHalfFilled = [...this.querySelectorAll('[data-live] input:not([type=hidden])')].some(field => field.type === 'checkbox' ? field.checked : field.value);
    if (isTyping || isHalfFilled) return;
    [...this.querySelectorAll('[data-live]')].forEach((live, i) => live.replaceChildren(...fresh.querySelectorAll('[data-live]')[i].childNodes));
    this.querySelector('[data-places]').textContent = fresh.querySelector('[data-places]').textContent;
    this.dataset.left = fresh.dataset.left;
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    this.find(this.querySelector('#q').value);
    await this.keep();
  }

  // The list

  async keep() {
    if (!('serviceWorker' in navigator) || !('caches' in window) || this.isForgotten || Date.now() > Number(this.dataset.until)) return;
    try {
      await navigator.serviceWorker.register(this.dataset.worker, { scope: this.dataset.scope });
      const files = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon]')].map(l => l.href).concat([...document.scripts].map(s => s.src).filter(s => s));
      const kept = await caches.open(KEPT);
      for (const address of [this.dataset.list, ...files]) {
        const answer = await fetch(address);
        if (answer.ok && !answer.redirected) await kept.put(address, answer);
      }
      this.dataset.kept = '';
    } catch {
      this.isOff = !navigator.onLine;
    }
  }

  async forget() {
    this.isForgotten = true;
    if ('caches' in window) await caches.delete(KEPT);
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) if (worker.scope.endsWith(this.dataset.scope)) await worker.unregister();
  }

  async finish() {
    if (this.unsent.keys.length > 0) { this.say(this.dataset.sayWait, 'warn'); this.line.scrollIntoView(); return; }
    await this.forget();
    const said = Object.assign(document.createElement('p'), { className: 'note ok', textContent: this.dataset.sayForgotten, tabIndex: -1 });
    this.replaceChildren(said);
    said.focus();
  }
});
