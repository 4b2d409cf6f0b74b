// urql's core client, by POST and by GET.
import assert from 'node:assert/strict';
import { Client, fetchExchange, gql } from '@urql/core';
import { endpoint } from './endpoint.mjs';

const document = gql`
  query B($grade: Grade!) {
    ratings(where: { grade: { eq: $grade } }, first: 3) { totalCount nodes { id grade category { number name } } }
  }
`;
for (const preferGetMethod of [false, 'force']) {
  const client = new Client({ url: endpoint, exchanges: [fetchExchange], preferGetMethod });
  const { data, error } = await client.query(document, { grade: 'B' }).toPromise();
  assert.ifError(error);
  assert.equal(data.ratings.totalCount, 19);
  assert.equal(data.ratings.nodes.length, 3);
}
const broken = await new Client({ url: endpoint, exchanges: [fetchExchange], preferGetMethod: false }).query(gql`{ nothing }`, {}).toPromise();
assert.match(broken.error.graphQLErrors[0].message, /nothing/);
console.log('urql: ok');
