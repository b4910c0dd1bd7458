// Reads a page aloud, with voices of the device only: a voice of the network would send the text to another host.
(() => {
  const speech = window.speechSynthesis;
  const main = document.querySelector('main');
  const box = main.querySelector('.aloud');
  if (!speech || !box) return;
  const [play, slower, halt] = box.querySelectorAll('button');
  const [name, status] = box.querySelectorAll('span, p');
  const own = main.closest('[lang]').lang;
  let parts, current, timer, marked, on, at = 0, rate = 1;

  // Some phones write nl_NL or nld-NLD. The device's own choice goes first, then the country of the language.
  const voice = (lang) => {
    const code = lang.split('-')[0];
    const rank = (v) => 2 * v.default + new RegExp(`[-_](${code}|gb)`, 'i').test(v.lang);
    return speech.getVoices().filter((v) => v.localService && v.lang.startsWith(code)).sort((a, b) => rank(b) - rank(a))[0];
  };

  // Sentences, block by block and language by language, each with its place on the page, which stays as it is.
  const read = () => {
    const found = [];
    let run = [];
    const spot = (i) => { for (const n of run) { if (i < n.length) return [n, i]; i -= n.length; } };
    const digits = (s) => s.replace(/\d\d+/g, (d) => [...d].join(' ') + ',');
    const end = (lang) => {
      const text = run.map((n) => n.data).join('');
      for (const { 0: s, index } of text.matchAll(/[^\s.,;:!?].*?([.!?…؟]["'”’)]*(?=\s+[^\s\p{Ll}\p{N}])|(?=\s*$))/gsu)) {
        const range = new Range(), [last, i] = spot(index + s.length - 1);
        range.setStart(...spot(index));
        range.setEnd(last, i + 1);
        const said = run.reduce((t, n) => (n.parentNode.protocol === 'tel:' ? t.replace(n.data, digits) : t), s);
        if (/[\p{L}\p{N}]/u.test(s)) found.push([said.replace(/\s+/g, ' '), lang, range]);
      }
      run = [];
    };
    const walk = (node, lang) => {
      for (const n of node.childNodes) {
        if (n.nodeType === 3) run.push(n);
        if (n.nodeType !== 1 || n.matches('nav, button, svg, [hidden], [aria-hidden=true], .aloud')) continue;
        const code = n.lang || lang;
        const apart = code !== lang || n.matches('br') || getComputedStyle(n).display !== 'inline';
        if (apart) end(lang);
        walk(n, code);
        if (apart) end(code);
      }
    };
    walk(main, own);
    end(own);
    return found;
  };

  // The style of the mark stands here, as checkers of HTML do not know it yet.
  if (window.Highlight) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('::highlight(aloud){background:var(--accent-ink);color:var(--paper)}');
    document.adoptedStyleSheets = [sheet];
  }

  const mark = (range) => {
    marked?.removeAttribute('data-aloud');
    marked = range?.startContainer.parentNode;
    if (window.Highlight) CSS.highlights.set('aloud', new Highlight(...(range ? [range] : [])));
    else marked?.setAttribute('data-aloud', '');
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    if (top < box.offsetHeight || bottom > innerHeight) scrollBy(0, top - innerHeight / 3);
  };

  const show = (state) => {
    on = state === 'on';
    name.textContent = box.dataset[state];
    status.textContent = box.dataset[state + 'Said'] || '';
    box.classList.add('aloud-used');
    if (state === 'off' && document.activeElement === halt) play.focus();
    halt.hidden = state === 'off';
  };
  const hush = () => { clearTimeout(timer); current = 0; speech.cancel(); };
  const pause = () => { hush(); show('paused'); };
  const stop = () => { hush(); mark(); at = 0; show('off'); };

  // One sentence at a time: long texts fall silent in some browsers, and their own pause does not work on phones.
  const say = () => {
    const [text, lang, range] = parts[at] || [];
    const v = text && (voice(lang) || voice(own));
    if (!v) return stop();
    mark(range);
    const u = current = new SpeechSynthesisUtterance(text);
    Object.assign(u, { voice: v, lang: v.lang, rate });
    u.onend = () => { if (u === current) { at++; say(); } };
    u.onerror = () => { if (u === current) pause(); };
    speech.speak(u);
  };

  play.onclick = () => {
    if (on) return pause();
    parts ||= read();
    show('on');
    say();
  };
  slower.onclick = () => {
    rate = rate < 1 ? 1 : 0.7;
    slower.setAttribute('aria-pressed', rate < 1);
    if (!on) return;
    hush();
    timer = setTimeout(say, 100); // right after a cancel, some browsers swallow what they are told to say
  };
  halt.onclick = stop;
  addEventListener('pagehide', () => { if (parts) stop(); });
  (speech.onvoiceschanged = () => { box.hidden = !voice(own); })();
})();
