// The page asks the same API that everybody else asks; nothing here is prepared.
const byId = id => document.getElementById(id);
const json = async url => (await fetch(url, { headers: { accept: 'application/json' } })).json();
const run = name => json(`graphql/operations/${name}`);

const titles = { ja: '行政改革オープンデータ', en: 'Reform Open Data' };

function language(lang) {
  document.documentElement.dataset.lang = lang;
  document.documentElement.lang = lang;
  document.title = titles[lang];
  for (const button of document.querySelectorAll('nav button'))
    button.setAttribute('aria-pressed', String(button.dataset.lang === lang));
}

function make(name, kind = '', text = '') {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.textContent = text;
  return element;
}

// Words of the data, which stay Japanese whatever the page speaks.
function japanese(text) {
  const element = make('span', 'data', text);
  element.lang = 'ja';
  return element;
}

function bilingual(element, [english, japanese], kind = '') {
  for (const [lang, text] of [['ja', japanese ?? english], ['en', english]]) {
    const span = make('span', kind, text);
    span.lang = lang;
    element.append(span);
  }
}

// A grade, and what a reader is told of it: in English, in Japanese.
const grades = [
  ['A', 'A', 'A'], ['B', 'B', 'B'], ['C', 'C', 'C'], ['D', 'D', 'D'], ['COMPLETED', 'completed', '完了'], ['NOT_RATED', 'not rated', '評価なし'],
];

// One bar a category, one part a grade, the number in each; what is heard is a list.
function chart(groups) {
  const rows = new Map();
  for (const { category, grade, count } of groups) {
    const row = rows.get(category.number) ?? rows.set(category.number, { category, counts: {}, total: 0 }).get(category.number);
    row.counts[grade] = count;
    row.total += count;
  }
  const ordered = [...rows.values()].sort((a, b) => a.category.number - b.category.number);
  const most = Math.max(...ordered.map(row => row.total));
  const used = grades.filter(([grade]) => ordered.some(row => row.counts[grade]));
  byId('chart').replaceChildren(...ordered.map(({ category, counts, total }) => {
    const row = make('li');
    row.append(japanese(`(${category.number}) ${category.name}`));
    const bar = make('ul', 'bar');
    bar.style.inlineSize = `${total / most * 100}%`;
    for (const [grade, ...names] of used) {
      if (!counts[grade]) continue;
      const part = make('li', `grade-${grade}`);
      part.style.flexGrow = counts[grade];
      bilingual(part, names, 'heard');
      part.append(` ${counts[grade]}`);
      bar.append(part);
    }
    row.append(bar);
    return row;
  }));
  byId('legend').replaceChildren(...used.map(([grade, ...names]) => {
    const key = make('li');
    key.append(make('span', `grade-${grade}`));
    bilingual(key, names);
    return key;
  }));
}

async function show(operation, button, byHand) {
  for (const other of document.querySelectorAll('#operations button')) other.setAttribute('aria-pressed', String(other === button));
  byId('url').href = byId('url').textContent = operation.url;
  byId('open').href = `graphql?operation=${operation.name}`;
  byId('variables').replaceChildren(...operation.variables.map(({ name, type, default: value }) => {
    const parameter = make('code', '', `${name}=${value === null ? type : value.replaceAll('"', '')} `);
    parameter.title = type;
    return parameter;
  }));
  byId('document').textContent = operation.document;
  byId('told').replaceChildren();
  byId('answer').hidden = false;
  byId('result').textContent = '…';
  try {
    byId('result').textContent = JSON.stringify(await run(operation.name), null, 2);
    if (byHand) bilingual(byId('told'), [`The answer of ${operation.name} is here.`, `${operation.name} の答えが出ました。`]);
  } catch (fault) {
    byId('result').textContent = String(fault);
    if (byHand) bilingual(byId('told'), ['There is no answer.', '答えがありません。']);
  }
  // Where list and answer stand one above the other, the answer would be out of sight.
  if (byHand && matchMedia('(max-width: 48rem)').matches) byId('answer').scrollIntoView({ block: 'start' });
}

async function questions() {
  const { operations } = await json('graphql/operations');
  for (const operation of operations) {
    const item = make('li');
    const button = make('button');
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    bilingual(button, operation.title);
    button.append(make('code', '', operation.name));
    button.addEventListener('click', () => show(operation, button, true));
    item.append(button);
    byId('operations').append(item);
    if (operation.name === 'RatingsByCategory') show(operation, button, false);
  }
}

async function facts() {
  const { dataset } = (await run('AboutTheData')).data;
  const { number, counts } = dataset.release;
  const publisher = dataset.publishers.join('、');
  byId('facts').append(japanese(publisher));
  bilingual(byId('facts'), [
    ` · ${counts.initiatives} initiatives, ${counts.ratings} ratings · release ${number}`,
    ` · 具体的取組 ${counts.initiatives} 件、評価 ${counts.ratings} 件 · リリース ${number}`,
  ]);
  for (const place of document.querySelectorAll('.publisher')) place.textContent = publisher;
}

// What was chosen last, where the browser lets it be kept; else what the browser speaks.
let kept;
try { kept = localStorage.getItem('lang'); } catch { /* A browser that keeps nothing. */ }
language(kept in titles ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en');
for (const button of document.querySelectorAll('nav button')) {
  button.addEventListener('click', () => {
    language(button.dataset.lang);
    try { localStorage.setItem('lang', button.dataset.lang); } catch { /* As above. */ }
  });
}
byId('curl').textContent = `curl '${new URL('graphql', location)}' -H 'content-type: application/json' \\
  -d '{"query":"{ ratings(where: { grade: { eq: B } }) { groups(by: [CATEGORY]) { category { name } count } } }"}'`;

async function grading() {
  chart((await run('GradesByCategory')).data.plan.ratings.groups);
}

for (const part of [questions, facts, grading]) part().catch(fault => console.error(fault));
