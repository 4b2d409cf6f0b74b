// The page asks the same API that everybody else asks; nothing here is prepared.
const byId = id => document.getElementById(id);
const json = async url => (await fetch(url, { headers: { accept: 'application/json' } })).json();
const run = name => json(`/graphql/operations/${name}`);

function language(lang) {
  document.documentElement.dataset.lang = lang;
  document.documentElement.lang = lang;
  for (const button of document.querySelectorAll('nav button'))
    button.setAttribute('aria-pressed', String(button.dataset.lang === lang));
}

function bilingual(element, [english, japanese]) {
  for (const [lang, text] of [['ja', japanese ?? english], ['en', english]]) {
    const span = document.createElement('span');
    span.lang = lang;
    span.textContent = text;
    element.append(span);
  }
}

const grades = [['A', 'A'], ['B', 'B'], ['C', 'C'], ['D', 'D'], ['COMPLETED', '完了'], ['NOT_RATED', '−']];

function svg(name, attributes, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

// One bar a category, one segment a grade, the number in each; read aloud as a sentence.
function chart(groups) {
  const rows = new Map();
  for (const { category, grade, count } of groups) {
    const row = rows.get(category.number) ?? rows.set(category.number, { category, counts: {}, total: 0 }).get(category.number);
    row.counts[grade] = count;
    row.total += count;
  }
  const ordered = [...rows.values()].sort((a, b) => a.category.number - b.category.number);
  const width = Math.max(byId('chart').clientWidth, 280), band = 68, most = Math.max(...ordered.map(row => row.total));
  const used = grades.filter(([grade]) => ordered.some(row => row.counts[grade]));
  const picture = svg('svg', { viewBox: `0 0 ${width} ${ordered.length * band + 34}`, width, role: 'img', 'aria-labelledby': 'chart-title chart-text' });
  picture.append(svg('title', { id: 'chart-text' }, ordered.map(row =>
    `${row.category.name}: ${used.map(([grade, label]) => `${label} ${row.counts[grade] ?? 0}`).join(', ')}`).join('. ')));
  ordered.forEach((row, index) => {
    const top = index * band;
    picture.append(svg('text', { x: 0, y: top + 16 }, `(${row.category.number}) ${row.category.name}`));
    let left = 0;
    for (const [grade] of used) {
      const count = row.counts[grade] ?? 0;
      if (count === 0) continue;
      const size = count / most * width;
      picture.append(svg('rect', { class: `grade-${grade}`, x: left, y: top + 24, width: Math.max(size - 2, 1), height: 30, rx: 4 }));
      if (size > 16) {
        const on = grade === 'A' || grade === 'NOT_RATED' ? '' : ' on';
        picture.append(svg('text', { class: `count${on}`, x: left + size / 2 - 1, y: top + 44 }, count));
      }
      left += size;
    }
  });
  let left = 0;
  for (const [grade, label] of used) {
    const y = ordered.length * band + 12;
    picture.append(svg('rect', { class: `grade-${grade}`, x: left, y, width: 14, height: 14, rx: 3 }));
    picture.append(svg('text', { class: 'key', x: left + 20, y: y + 12 }, label));
    left += 48 + label.length * 12;
  }
  byId('chart').replaceChildren(picture);
}

async function show(operation, button, byHand) {
  for (const other of document.querySelectorAll('#operations button')) other.setAttribute('aria-pressed', String(other === button));
  byId('url').href = byId('url').textContent = operation.url;
  byId('open').href = `/graphql?operation=${operation.name}`;
  byId('variables').replaceChildren(...operation.variables.map(({ name, type, default: value }) => {
    const parameter = document.createElement('code');
    parameter.textContent = `${name}=${value === null ? type : value.replaceAll('"', '')} `;
    parameter.title = type;
    return parameter;
  }));
  byId('document').textContent = operation.document;
  byId('answer').hidden = false;
  byId('result').textContent = '…';
  try {
    byId('result').textContent = JSON.stringify(await run(operation.name), null, 2);
  } catch (fault) {
    byId('result').textContent = String(fault);
  }
  // Where list and answer stand one above the other, the answer would be out of sight.
  if (byHand && matchMedia('(max-width: 48rem)').matches) byId('answer').scrollIntoView({ block: 'start' });
}

async function questions() {
  const { operations } = await json('/graphql/operations');
  for (const operation of operations) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    bilingual(button, operation.title);
    const name = document.createElement('code');
    name.textContent = operation.name;
    button.append(name);
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
  bilingual(byId('facts'), [
    `${publisher} · ${counts.initiatives} initiatives, ${counts.ratings} ratings · release ${number}`,
    `${publisher} · 具体的取組 ${counts.initiatives} 件、評価 ${counts.ratings} 件 · リリース ${number}`,
  ]);
  for (const place of document.querySelectorAll('.publisher')) place.textContent = publisher;
}

language(navigator.language.startsWith('ja') ? 'ja' : 'en');
for (const button of document.querySelectorAll('nav button')) button.addEventListener('click', () => language(button.dataset.lang));
byId('curl').textContent = `curl '${location.origin}/graphql' -H 'content-type: application/json' \\
  -d '{"query":"{ ratings(where: { grade: { eq: B } }) { groups(by: [CATEGORY]) { category { name } count } } }"}'`;

async function grading() {
  const { groups } = (await run('GradesByCategory')).data.plan.ratings;
  chart(groups);
  addEventListener('resize', () => chart(groups));
}

for (const part of [questions, facts, grading]) part().catch(fault => console.error(fault));
