// The actions on a map, drawn by MapLibre when the reader asks. Words and the list come with the page; without script, the list remains.
const APART = 500; // actions in view, beyond which their areas are not asked
const SMALLEST = 0.00002; // degrees around a point: two metres

const read = async address => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

const feature = (geometry, properties = {}) => ({ type: 'Feature', geometry, properties });
const collection = features => ({ type: 'FeatureCollection', features });

// Each point by its steps from the one before it.
const decode = ({ scale, points }) => {
  let east = 0, north = 0;
  const features = [];
  for (let i = 0; i < points.length; i += 3) {
    east += points[i];
    north += points[i + 1];
    features.push(feature({ type: 'Point', coordinates: [east / scale, north / scale] }, { actions: points[i + 2] }));
  }
  return features;
};

// TopoJSON: the borders alone, each arc once.
const borders = ({ arcs, transform: { scale: [sx, sy], translate: [west, south] } }) => collection(arcs.map(arc => {
  let x = 0, y = 0;
  return feature({ type: 'LineString', coordinates: arc.map(([dx, dy]) => [west + (x += dx) * sx, south + (y += dy) * sy]) });
}));

const extent = positions => positions.reduce(([west, south, east, north], [x, y]) =>
  [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)], [Infinity, Infinity, -Infinity, -Infinity]);

class TerrilPlaces extends HTMLElement {
  #map;
  #points;
  #areas = 0;
  #drawn = collection([]);
  #seen = null;

  connectedCallback() {
    this.querySelector('button').addEventListener('click', () => this.#open());
  }

  async #open() {
    const status = this.querySelector('[role=status]');
    if (this.ariaBusy === 'true') return;
    this.ariaBusy = 'true';
    status.textContent = this.dataset.waiting;
    const [offer, figure] = [this.querySelector('[data-offer]'), this.querySelector('figure')];
    try {
      const { library, points, shapes } = this.dataset;
      const [gl, places, topology] = await Promise.all([import(library), read(points), read(shapes), this.#dress(library)]);
      [this.#points, this.#areas] = [decode(places), places.areas];
      [offer.hidden, figure.hidden] = [true, false];
      await this.#draw(gl, borders(topology));
      offer.remove();
    } catch (error) {
      [offer.hidden, figure.hidden] = [false, true];
      status.textContent = this.dataset.broken;
      console.info(error);
    }
    this.ariaBusy = 'false';
  }

  // The library's own style sheet, beside it.
  #dress(library) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: library.replace('.mjs', '.css') });
    const dressed = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
    document.head.append(link);
    return dressed;
  }

  #draw(gl, shapes) {
    const says = this.dataset;
    this.#map = new gl.Map({
      container: this.querySelector('[data-map]'), style: this.#style(shapes), attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false,
      cooperativeGestures: true, maxZoom: 16, bounds: extent(this.#points.map(p => p.geometry.coordinates)), fitBoundsOptions: { padding: 48, maxZoom: 11 },
      locale: {
        'Map.Title': says.name, 'NavigationControl.ZoomIn': says.in, 'NavigationControl.ZoomOut': says.out, 'CooperativeGesturesHandler.WindowsHelpText': says.wheel,
        'CooperativeGesturesHandler.MacHelpText': says.apple, 'CooperativeGesturesHandler.MobileHelpText': says.fingers,
      },
    });
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new gl.NavigationControl({ showCompass: false }));
    this.#map.on('moveend', () => this.#read());
    this.#map.on('click', 'places', ({ features: [place] }) => this.#under(place));
    this.#map.on('click', 'groups', ({ features: [group] }) => this.#enter(group));
    for (const layer of ['places', 'groups']) {
      this.#map.on('mouseenter', layer, () => { this.#map.getCanvas().style.cursor = 'pointer'; });
      this.#map.on('mouseleave', layer, () => { this.#map.getCanvas().style.cursor = ''; });
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#map.setStyle(this.#style(shapes)));
    return new Promise((resolve, reject) => {
      this.#map.once('error', ({ error }) => reject(error));
      this.#map.once('load', () => {
        this.#read();
        this.#map.getCanvas().focus();
        this.dataset.drawn = '';
        resolve();
      });
    });
  }

  #style(shapes) {
    const colour = name => getComputedStyle(this).getPropertyValue(`--${name}`).trim();
    const size = by => ['interpolate', ['linear'], ['sqrt', by], 1, 7, 10, 18, 100, 34];
    const circle = by => ({ 'circle-radius': size(by), 'circle-color': ['step', by, colour('q3'), 6, colour('q4'), 21, colour('q5')], 'circle-stroke-width': 2, 'circle-stroke-color': colour('paper') });
    return {
      version: 8,
      sources: {
        places: { type: 'geojson', data: collection(this.#points), cluster: true, clusterRadius: 44, clusterMaxZoom: 13, clusterProperties: { actions: ['+', ['get', 'actions']] } },
        shapes: { type: 'geojson', data: shapes },
        areas: { type: 'geojson', data: this.#drawn },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': colour('sunk') } },
        { id: 'shapes', type: 'line', source: 'shapes', paint: { 'line-color': colour('edge'), 'line-width': ['interpolate', ['linear'], ['zoom'], 6, .2, 12, 1.2] } },
        { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': colour('lamp'), 'fill-opacity': .5 } },
        { id: 'edges', type: 'line', source: 'areas', paint: { 'line-color': colour('ink'), 'line-width': 1.5 } },
        { id: 'groups', type: 'circle', source: 'places', filter: ['has', 'point_count'], paint: circle(['get', 'actions']) },
        { id: 'places', type: 'circle', source: 'places', filter: ['!', ['has', 'point_count']], paint: circle(['get', 'actions']) },
        {
          id: 'counts', type: 'symbol', source: 'places', filter: ['>', ['get', 'actions'], 1], layout: { 'text-field': ['to-string', ['get', 'actions']], 'text-size': 14, 'text-allow-overlap': true },
          paint: { 'text-color': ['step', ['get', 'actions'], colour('on-low'), 6, colour('on-high')] },
        },
      ],
    };
  }

  // What is seen is a list as well.
  #read() {
    const bounds = this.#map.getBounds();
    const [west, south, east, north] = (this.dataset.box || '-180,-90,180,90').split(',').map(Number);
    const box = [Math.max(bounds.getWest(), west), Math.max(bounds.getSouth(), south), Math.min(bounds.getEast(), east), Math.min(bounds.getNorth(), north)];
    const count = this.#points.reduce((sum, { geometry: { coordinates: [x, y] }, properties }) => sum + (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] ? properties.actions : 0), 0);
    const link = this.querySelector('.reading a');
    if (count > 0) link.href = this.#within(this.dataset.list, box);
    else link.removeAttribute('href');
    link.textContent = count === 0 ? this.dataset.none : count === 1 ? this.dataset.one : this.dataset.many.replace('#', new Intl.NumberFormat(this.dataset.language).format(count));
    this.#outline(box, count);
  }

  // The areas of what is seen, once few enough are to be told apart.
  async #outline(box, count) {
    if (this.#areas === 0) return;
    const seen = this.#seen = count > 0 && count <= APART ? this.#within(this.dataset.areas, box) : null;
    const drawn = seen ? await read(seen).catch(() => collection([])) : collection([]);
    if (seen !== this.#seen) return; // the view has moved on
    this.#drawn = drawn;
    this.#map.getSource('areas')?.setData(drawn);
    this.dataset.outlined = drawn.features.length;
  }

  #within(address, [west, south, east, north]) {
    return `${address}${address.includes('?') ? '&' : '?'}box=${[west, south, east, north].map(d => d.toFixed(5)).join(',')}`;
  }

  async #enter(group) {
    const zoom = await this.#map.getSource('places').getClusterExpansionZoom(group.properties.cluster_id);
    this.#map.easeTo({ center: group.geometry.coordinates, zoom });
  }

  // The titles of what is under a point.
  async #under({ geometry: { coordinates: [x, y] } }) {
    const [east, north] = [x, y].map(d => Math.round(d * 1e5) / 1e5);
    const { data } = await read(`${this.#within(this.dataset.api, [east - SMALLEST, north - SMALLEST, east + SMALLEST, north + SMALLEST])}&take=10`);
    const { language, list } = this.dataset;
    const root = list.split('/actions')[0];
    this.querySelector('[data-under]').replaceChildren(...data.map(action => {
      const item = document.createElement('li');
      item.append(Object.assign(document.createElement('a'), { href: root + action.page, textContent: action.title[language] || action.title.fr }));
      return item;
    }));
  }
}

customElements.define('terril-places', TerrilPlaces);
