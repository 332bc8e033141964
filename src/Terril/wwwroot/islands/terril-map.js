// The map of the communes, drawn when the reader asks. Words, colours and the list come with the page; without script, the list remains.
const NS = 'http://www.w3.org/2000/svg';
const HATCH = 'terril-map-hatch';
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const make = (name, attributes, ...children) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const read = async address => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

// TopoJSON: each arc once, in steps from point to point; a reference below zero is an arc walked backwards.
// The squares of the grid are as wide as they are high on the ground: nothing is left to project but the south, which is down.
const decode = topology => {
  const arcs = topology.arcs.map(arc => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [x += dx, -(y += dy)]);
  });
  const ring = references => references.flatMap((reference, i) => {
    const arc = reference < 0 ? arcs[~reference].toReversed() : arcs[reference];
    return i ? arc.slice(1) : arc;
  });
  return topology.objects.communes.geometries.map(({ id, type, arcs: own }) =>
    ({ id, rings: (type === 'Polygon' ? [own] : own).flatMap(polygon => polygon.map(ring)) }));
};

const extent = points => points.reduce(([west, north, east, south], [x, y]) =>
  [Math.min(west, x), Math.min(north, y), Math.max(east, x), Math.max(south, y)], [Infinity, Infinity, -Infinity, -Infinity]);

class TerrilMap extends HTMLElement {
  #communes = new Map();
  #current = null;
  #svg;
  #lit;

  connectedCallback() {
    this.querySelector('button').addEventListener('click', () => this.#open());
  }

  async #open() {
    const status = this.querySelector('[role=status]');
    if (this.ariaBusy === 'true') return;
    this.ariaBusy = 'true';
    status.textContent = this.dataset.waiting;
    try {
      const [topology, values] = await Promise.all([read(this.dataset.shapes), read(this.dataset.values)]);
      this.#draw(decode(topology), new Map(values.communes.map(([code, css, says]) => [code, { css, says }])));
      this.#listen();
      this.querySelector('[data-offer]').remove();
      this.querySelector('figure').hidden = false;
      this.#svg.focus();
    } catch {
      status.textContent = this.dataset.broken;
    }
    this.ariaBusy = 'false';
  }

  #draw(shapes, values) {
    const place = this.querySelector('[data-map]');
    const [west, north, east, south] = extent(shapes.flatMap(shape => shape.rings.flat()));
    const margin = (east - west) / 100;
    this.#svg = make('svg', {
      viewBox: [west - margin, north - margin, east - west + 2 * margin, south - north + 2 * margin].join(' '),
      role: 'application', tabindex: 0, 'aria-label': place.dataset.name, 'aria-describedby': place.dataset.help,
    });
    const hatch = make('pattern', { id: HATCH, width: 24, height: 24, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(-36)' }, make('path', { d: 'M0 12H24' }));
    const ground = make('g', {});
    for (const { id, rings } of shapes) {
      const { css, says } = values.get(id) ?? { css: 'nil', says: id };
      const d = rings.map(ring => `M${ring.slice(0, -1).join('L')}Z`).join('');
      ground.append(make('path', { d, class: css, 'fill-rule': 'evenodd', 'data-code': id, ...(css === 'hid' && { fill: `url(#${HATCH})` }) }));
      const [x1, y1, x2, y2] = extent(rings[0]);
      this.#communes.set(id, { d, says, at: [(x1 + x2) / 2, (y1 + y2) / 2] });
    }
    this.#lit = make('path', { class: 'lit' });
    this.#svg.append(make('defs', {}, hatch), ground, this.#lit);
    place.append(this.#svg);
  }

  #listen() {
    const pointed = event => this.#light(event.target.dataset?.code);
    this.#svg.addEventListener('pointerover', pointed);
    this.#svg.addEventListener('click', pointed);
    this.#svg.addEventListener('keydown', event => this.#key(event));
    // The list beside: the commune of the row that has the focus is shown where it is.
    for (const kind of ['focusin', 'pointerover']) {
      document.getElementById('rang')?.closest('section').addEventListener(kind, event =>
        this.#light(event.target.closest?.('tr')?.querySelector('a[href*="/territoires/commune/"]')?.pathname.split('/commune/')[1].split('/')[0]));
    }
  }

  #key(event) {
    if (event.key === 'Enter' && this.#current) this.querySelector('.reading a').click();
    if (!(event.key in ARROWS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#light(this.#current ? this.#neighbour(...ARROWS[event.key]) : this.#nearest());
  }

  // The nearest of those that lie within an eighth of a turn of the direction.
  #neighbour(dx, dy) {
    const [x, y] = this.#communes.get(this.#current).at;
    return this.#best(([cx, cy]) => {
      const along = (cx - x) * dx + (cy - y) * dy;
      const aside = Math.abs((cx - x) * dy - (cy - y) * dx);
      return along > 0 && aside <= along ? along + 2 * aside : Infinity;
    });
  }

  #nearest() {
    const { x, y, width, height } = this.#svg.viewBox.baseVal;
    return this.#best(([cx, cy]) => Math.hypot(cx - x - width / 2, cy - y - height / 2));
  }

  #best(distance) {
    let [best, least] = [null, Infinity];
    for (const [code, { at }] of this.#communes) {
      const far = distance(at);
      if (far < least) [best, least] = [code, far];
    }
    return best;
  }

  #light(code) {
    const commune = this.#communes.get(code);
    if (!commune || code === this.#current) return;
    this.#current = code;
    this.#lit.setAttribute('d', commune.d);
    const link = this.querySelector('.reading a');
    this.querySelector('[data-none]').hidden = true;
    link.hidden = false;
    link.href = this.dataset.sheet.replace('00000', code);
    link.textContent = commune.says;
  }
}

customElements.define('terril-map', TerrilMap);
