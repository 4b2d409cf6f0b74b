// Apollo Client: a query by variables, pages merged by cursor, normalised by id, and an error with its code.
import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { endpoint } from './endpoint.mjs';

const client = new ApolloClient({
  link: new HttpLink({ uri: endpoint, fetch }),
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { ratings: relayStylePagination(['where']) } } } }),
});
const query = gql`
  query B($first: Int, $after: String) {
    ratings(where: { grade: { eq: B } }, first: $first, after: $after) {
      edges { cursor node { id grade category { id name } } }
      pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    }
  }
`;
const watched = client.watchQuery({ query, variables: { first: 10 } });
const subscription = watched.subscribe(() => {});
let { data } = await firstValueFrom(watched.pipe(filter(result => result.dataState === 'complete')));
assert.equal(data.ratings.edges.length, 10);
await watched.fetchMore({ variables: { first: 10, after: data.ratings.pageInfo.endCursor } });
({ data } = await firstValueFrom(watched.pipe(filter(result => result.data?.ratings?.edges.length > 10), timeout(5000))));
assert.equal(data.ratings.edges.length, 19);
assert.equal(data.ratings.pageInfo.hasNextPage, false);
assert.equal(Object.keys(client.cache.extract()).filter(key => key.startsWith('Category:')).length, 3);

await assert.rejects(client.query({ query: gql`{ ratings(first: -1) { totalCount } }` }), error => {
  assert.ok(CombinedGraphQLErrors.is(error));
  assert.ok(error.errors[0].extensions.code);
  return true;
});
subscription.unsubscribe();
client.stop();
console.log('apollo: ok');
