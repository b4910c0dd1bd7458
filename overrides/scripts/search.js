// Search on MkDocs' index. The link in the header becomes a button that opens a panel; the index is fetched at first use.
(() => {
  const MOST = 20;
  const panel = document.querySelector('.search');
  if (!panel) return;
  const [form, input, count, list] = ['form', 'input', '.search-count', '.search-found'].map((s) => panel.querySelector(s));
  const text = panel.dataset;
  const dutch = document.documentElement.lang.startsWith('nl');

  const arabic = document.documentElement.lang.startsWith('ar');

  // Without accents; in Arabic without vowels too, and with one form of letters that people write in two ways.
  const plain = (s) => s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, '')
    .replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647');
  const words = (s) => plain(s).match(/[\p{L}\p{N}]+/gu) || [];
  // A light stemmer: endings, double letters and f/v, s/z; enough for prefixes of Dutch words to meet.
  const stem = (word) => {
    if (word.length < 4) return word;
    if (arabic) return word.replace(/^[وفبك]?(ال|لل)(?=..)/, '').replace(/(..)(ات|ون|ين|ها|نا|يه|ه|ي)$/, '$1');
    if (!dutch) return word.replace(/(ing|ed|es|s|e)$/, '');
    return word
      .replace(/heden$/, 'heid').replace(/(en|e|s)$/, '')
      .replace(/([bdfgklmnprst])\1$/, '$1').replace(/([aeou])\1([^aeiou])$/, '$1$2')
      .replace(/v$/, 'f').replace(/z$/, 's');
  };
  const same = text.same.split(';').map((group) => words(group).map(stem));

  let index;
  const load = () => (index ||= fetch(text.index).then((r) => (r.ok ? r.json() : Promise.reject(r.status))).then(({ docs: all }) => {
    const others = text.others.split(' ').filter((prefix) => prefix && prefix !== text.prefix); // the site in other languages
    const docs = all.filter((d) => d.location.startsWith(text.prefix) && !others.some((prefix) => d.location.startsWith(prefix)));
    const reader = new DOMParser(); // reads tags and entities, runs nothing
    const bare = (html) => reader.parseFromString(html.replace(/<\/?(p|li|ul|ol|div|dd|dt)\b[^>]*>/g, ' '), 'text/html').body.textContent;
    // The report (or charter) of which a page is a part: what stands above it and is no list of all of them.
    const origin = (page) => {
      const steps = page.slice(text.prefix.length).split('/');
      for (let n = steps.length - 2; n > 1; n--) {
        const above = titles.get(text.prefix + steps.slice(0, n).join('/') + '/');
        if (above) return above;
      }
      return '';
    };
    const titles = new Map(docs.filter((d) => !d.location.includes('#')).map((d) => [d.location, bare(d.title)]));
    const parts = new Set(docs.filter((d) => d.location.includes('#')).map((d) => d.location.split('#')[0]));
    return docs.flatMap((d) => {
      const page = d.location.split('#')[0];
      const whole = !d.location.includes('#') && parts.has(page); // its text stands in its parts already
      const body = whole ? '' : bare(d.text);
      const empty = !body.trim() && !whole; // what is told on another page has no text here
      return empty ? [] : { location: d.location, title: bare(d.title), where: [titles.get(page), origin(page)], body,
        inTitle: words(bare(d.title)).map(stem), inWhere: words(titles.get(page) || '').map(stem), inBody: words(body).map(stem) };
    });
  }));

  const rank = (doc, asked) => {
    let score = 0;
    for (const options of asked) {
      const hit = (list) => options.some((o) => list.some((w) => w.startsWith(o)));
      const points = (hit(doc.inTitle) ? 8 : 0) + (hit(doc.inWhere) ? 2 : 0) + (hit(doc.inBody) ? 1 : 0);
      if (!points) return 0;
      score += points;
    }
    return score;
  };

  const piece = (body, asked) => {
    const flat = body.replace(/\s+/g, ' ').trim();
    const at = [...flat.matchAll(/[\p{L}\p{N}]+/gu)].find((m) => asked.flat().some((o) => stem(plain(m[0])).startsWith(o)));
    if (!at) return [flat.slice(0, 140)];
    const start = Math.max(0, flat.lastIndexOf(' ', Math.max(0, at.index - 60)));
    const end = at.index + at[0].length;
    const mark = document.createElement('mark');
    mark.textContent = at[0];
    const rest = flat.slice(end, end + 90);
    return [(start ? '… ' : '') + flat.slice(start, at.index), mark, end + 90 < flat.length ? rest.replace(/\s\S*$/, ' …') : rest];
  };

  let turn = 0;
  const search = async () => {
    const mine = ++turn;
    const asked = words(input.value).map(stem).filter((w) => w.length > 1)
      .map((w) => same.find((group) => group.includes(w)) || [w]);
    list.replaceChildren();
    count.textContent = asked.length ? text.busy : '';
    if (!asked.length) return;
    let docs;
    try { docs = await load(); } catch { index = undefined; count.textContent = text.failed; return; }
    if (mine !== turn) return;
    const found = docs.map((doc) => [rank(doc, asked), doc]).filter(([score]) => score).sort((a, b) => b[0] - a[0]);
    const n = found.length;
    count.textContent = !n ? text.none : n === 1 ? text.one
      : n > MOST ? text.more.replace('{n}', MOST).replace('{total}', n) : text.other.replace('{n}', n);
    list.replaceChildren(...found.slice(0, MOST).map(([, doc]) => {
      const item = document.createElement('li');
      const [title, where, snippet] = ['p', 'p', 'p'].map((tag) => item.appendChild(document.createElement(tag)));
      const link = title.appendChild(document.createElement('a'));
      link.href = text.root + doc.location;
      link.textContent = doc.title;
      where.className = 'search-where';
      where.textContent = doc.where
        .filter((name, n) => name && !doc.title.includes(name) && !doc.where.slice(0, n).some((other) => other.includes(name)))
        .join(' · ');
      if (!where.textContent) where.remove();
      snippet.append(...piece(doc.body, asked));
      return item;
    }));
  };

  let wait;
  input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(search, 200); });
  form.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(wait); search(); });

  const link = document.querySelector('[data-search]');
  if (!panel.hidden) {
    input.value = new URLSearchParams(location.search).get('q') || '';
    if (input.value) search();
  } else if (link) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', panel.id);
    link.replaceWith(button);
    const show = (open) => {
      panel.hidden = !open;
      button.setAttribute('aria-expanded', String(open));
      (open ? input : button).focus();
    };
    button.addEventListener('click', () => show(panel.hidden));
    panel.querySelector('[data-close]').addEventListener('click', () => show(false));
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !panel.hidden) show(false); });
  }
})();
