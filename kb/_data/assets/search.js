// What a search finds, and in which order.  Every word must be there, or another name of the same
// thing (synonyms), or, from four letters on, a longer word; a word that is nowhere is taken
// for the nearest one that is.  Only if nothing has them all is some word left out.
// Loaded when the search is opened, or when a page is reached from it.

// Words in a text: how they are compared, and which of its pieces are found.
window.kbWords = (() => {
  const SPLIT = /([\p{L}\p{N}]+)/u;
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // Endings that do not matter; what is left has four letters, so that "pace" is not "PAC".
  const stem = word => {
    const british = word.replace(/iz(?=(es?|ed|ing|ations?|ers?)$)/, "is").replace(/ies$/, "y");
    const cut = british.replace(/(ations?|ings?|ers?|e[sd]?|(?<=[^sui])s)$/, "");
    return cut.length > 3 ? cut : british.replace(/(?<=..[^sui])s$/, "");
  };
  // Which pieces of a text are words that were found; a name of several words only as a whole.
  function hits(pieces, ways) {
    const found = new Set(), words = pieces.map(fold), roots = words.map(stem);
    for (const way of ways) {
      const sought = way.trim().split(" "), whole = way.endsWith(" ");
      for (let at = 1; at < pieces.length; at += 2)
        if (sought.every((root, i) => whole ? roots[at + 2 * i] === root : words[at].startsWith(root)))
          sought.forEach((_, i) => found.add(at + 2 * i));
    }
    return found;
  }
  return { SPLIT, fold, stem, hits };
})();

window.kbSearch = ({ synonyms, docs }) => {
  const { SPLIT, fold, stem, hits } = window.kbWords;
  const FIELDS = [["title", 6], ["words", 3], ["text", 1], ["more", 0.5]];
  const LONGER = 0.35, MISSPELT = 0.6; // what such a match is worth
  const IDLE = new Set(("a about an and any are as at be been but by can could did do does for from had has have"
    + " how i if in into is it its me more most much of on or our should so some tell than that the their them then there"
    + " these they this those to us was we were what when where which who whose why will with would you").split(" "));
  const plain = html => html.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const tokens = text => fold(text).replace(/['’]s\b/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const stems = text => tokens(text).map(stem).join(" ");
  const groups = synonyms;
  const names = groups.flatMap(group => group.map(name => ({ name: stems(name).split(" "), group })))
    .sort((one, other) => other.name.length - one.name.length);
  // The same words with one sign for each such thing, to compare a query with a title as a whole.
  const signs = names.map(({ name, group }) => [` ${name.join(" ")} `, ` #${groups.indexOf(group)} `]);
  const alike = words => signs.reduce((text, [name, sign]) => (text.includes(name) ? text.replaceAll(name, sign) : text), words);
  const known = new Map(); // word -> how many places have it
  const pages = docs.map(doc => {
    const fields = FIELDS.map(([name]) => {
      const words = tokens(plain(doc[name] ?? ""));
      for (const word of new Set(words)) known.set(word, (known.get(word) ?? 0) + 1);
      return ` ${words.map(stem).join(" ")} `;
    });
    return { doc, fields, whole: fields.map((field, i) => (i < 2 ? alike(field) : field)), length: fields[0].split(" ").length - 2 };
  });
  for (const word of groups.flat().flatMap(tokens)) known.set(word, known.get(word) ?? 0);
  const roots = new Set([...known.keys()].map(stem));

  // Letters to change, add, leave out or swap; more than `most` are not counted.
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }
  function nearest(word) {
    let best = null, least = word.length < 4 ? 0 : word.length < 8 ? 1 : 2, most = -1;
    for (const [other, places] of known) {
      const far = apart(word, other, least);
      if (far < least || (far === least && far && places > most)) [best, least, most] = [other, far, places];
    }
    return best;
  }
  const begins = word => [...known.keys()].some(other => other.startsWith(word));

  // A query as what must be found: each part with the ways it may be written, and their worth.
  function partsOf(query) {
    const read = tokens(query).map(word => {
      if (roots.has(stem(word)) || begins(word)) return { said: word, word, worth: 1 };
      const meant = nearest(word);
      return { said: word, word: meant ?? word, worth: meant ? MISSPELT : 1 };
    });
    const parts = [];
    for (let at = 0; at < read.length;) {
      const found = names.find(({ name }) => name.every((root, i) => read[at + i] && stem(read[at + i].word) === root));
      const { said, word, worth } = read[at];
      if (found) {
        const worth = Math.min(...read.slice(at, at + found.name.length).map(one => one.worth));
        parts.push({ said: read.slice(at, at + found.name.length).map(one => one.said).join(" "), ways: found.group.map(name => [` ${stems(name)} `, worth]) });
      } else {
        const ways = [[` ${stem(word)} `, worth]];
        if (word.length > 3 || !roots.has(stem(word))) ways.push([` ${word}`, worth * LONGER]);
        parts.push({ said, ways, idle: IDLE.has(word) });
      }
      at += found ? found.name.length : 1;
    }
    return parts.some(part => !part.idle) ? parts.filter(part => !part.idle) : parts;
  }
  const times = (text, way) => (text.includes(way) ? text.split(way).length - 1 : 0);
  function worthOf(page, { ways }) {
    let best = 0, by = "";
    for (const [way, worth] of ways) {
      const sum = page.fields.reduce((sum, field, i) => {
        const n = times(field, way);
        const share = i ? 1 : 0.5 + way.trim().split(" ").length / page.length / 2;
        return n ? sum + (FIELDS[i][1] * share * 2 * n) / (n + 1) : sum;
      }, 0);
      if (sum * worth > best) [best, by] = [sum * worth, way];
    }
    return [best, by];
  }
  const asWhole = ({ whole: [title, words, text] }, phrase) =>
    title === phrase ? 8 : title.includes(phrase) || (text.includes(phrase) && phrase.split(" ").length > 4) ? 3
      : words.includes(phrase) || text.includes(phrase) ? 1 : 0;

  // The line shown: the beginning of the text, or what is around the first word that was found.
  function line(text, ways) {
    const pieces = text.split(SPLIT), found = hits(pieces, ways);
    let at = 0, first = Math.min(...found, pieces.length), length = 0;
    if (first === pieces.length) first = 0;
    for (let i = 0; i < first; i++) length += pieces[i].length;
    if (length > 60) for (at = first, length = 0; at > 0 && length < 25; at -= 2) length += pieces[at].length + pieces[at - 1].length;
    let end = at;
    for (length = 0; end < pieces.length && length < 140; end++) length += pieces[end].length;
    return `${at > 1 ? "… " : ""}${marked(pieces, found, at, end)}${end < pieces.length ? " …" : ""}`;
  }
  const marked = (pieces, found, at = 0, end = pieces.length) => pieces.slice(at, end).map((piece, i) =>
    found.has(at + i) ? `<mark data-md-highlight>${escape(piece)}</mark>` : escape(piece)).join("");

  function shown({ page, score, found, parts }) {
    const ways = found.filter(([worth]) => worth).map(([, by]) => by);
    const { doc } = page, text = plain(doc.text ?? ""), title = plain(doc.title).split(SPLIT);
    const [place, part] = doc.location.split("#");
    const said = text && line(text, ways);
    return {
      location: place.replace(/(^|\/)$/, "$1index.html") + (part ? `#${part}` : ""),
      // The frame shows no text of a place inside a page, so its line goes with its title.
      title: marked(title, hits(title, ways)) + (part && said ? ` <span class="kb-hit">${said}</span>` : ""),
      text: said && !part ? `<p class="kb-hit">${said}</p>` : "",
      tags: doc.tags,
      ways, // by which words it was found: the page marks them
      score,
      terms: Object.fromEntries(parts.map(({ said }, i) => [said, found[i][0] > 0])),
    };
  }
  const suggested = query => {
    const word = query.match(/[\p{L}\p{N}]{3,}$/u) && tokens(query).at(-1);
    const longer = word ? [...known].filter(([other]) => other.startsWith(word)).sort((a, b) => b[1] - a[1]) : [];
    return longer.length ? [longer[0][0]] : [];
  };

  return query => {
    const parts = partsOf(query);
    if (!parts.length) return { items: [], suggest: [] };
    const every = pages.map(page => ({ page, parts, found: parts.map(part => worthOf(page, part)) }));
    const rare = parts.map((_, i) => Math.log(1 + pages.length / (1 + every.filter(({ found }) => found[i][0]).length)));
    const phrase = alike(` ${stems(query)} `);
    const count = ({ found }) => found.filter(([worth]) => worth).length;
    const full = every.filter(one => count(one) === parts.length);
    const kept = full.length ? full : every.filter(one => count(one) >= Math.max(1, parts.length / 2));
    for (const one of kept) {
      const sum = one.found.reduce((sum, [worth], i) => sum + worth * rare[i], 0);
      one.score = (sum + rare.reduce((a, b) => a + b) * asWhole(one.page, phrase)) * (one.page.doc.weight ?? 1) * (count(one) / parts.length);
    }
    kept.sort((one, other) => other.score - one.score);
    return { items: kept.map(one => [shown(one)]), suggest: suggested(query) };
  };
};
