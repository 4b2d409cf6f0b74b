// A page that has nothing but fetch: GET and POST, a trusted document, and asking again with the tag.
import assert from 'node:assert/strict';
import { endpoint, server } from './endpoint.mjs';

const query = 'query B($grade: Grade!) { ratings(where: { grade: { eq: $grade } }) { totalCount } }';
const variables = { grade: 'B' };

const post = await fetch(endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables }),
});
assert.equal(post.status, 200);
const { data } = await post.json();
assert.equal(data.ratings.totalCount, 19);

const get = await fetch(`${endpoint}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`);
assert.deepEqual((await get.json()).data, data);
const again = await fetch(get.url, { headers: { 'if-none-match': get.headers.get('etag') } });
assert.equal(again.status, 304);

const named = await fetch(`${server}/graphql/operations/RatingsByCategory`);
const { plan } = (await named.json()).data;
assert.deepEqual(plan.ratings.groups.map(group => [group.category.number, group.count]), [[1, 6], [2, 8], [3, 5]]);
console.log('fetch: ok');
