// Gives the list of the day back when there is no line. It keeps nothing by itself: the page puts the list there, and takes it away.
const KEPT = 'terril-welcome';
const LIST = /\/gestion\/visites\/[0-9a-f-]{36}\/accueil$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

const fromKept = async request => {
  const kept = await caches.open(KEPT);
  const same = await kept.match(request, { ignoreSearch: true, ignoreVary: true });
  if (same || request.mode !== 'navigate') return same;
  // A badge was read: the list shows whose it is.
  const lists = (await kept.keys()).filter(key => LIST.test(new URL(key.url).pathname));
  return lists.length > 0 ? kept.match(lists[lists.length - 1], { ignoreVary: true }) : undefined;
};

self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET') return;
  event.respondWith(fetch(event.request).catch(async fault => {
    const found = await fromKept(event.request);
    if (found) return found;
    throw fault;
  }));
});
