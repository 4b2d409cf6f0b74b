// Starts GraphiQL on this server's /graphql. The address may carry ?query=, ?variables=, ?operationName= or ?operation=NAME,
// the name of a trusted document.
(async () => {
  const parameters = new URLSearchParams(location.search);
  const welcome = `# 市の行政改革に問い合わせる。Ask the city's reform plan.
# Ctrl-Space completes, Ctrl-Enter runs.

{
  ratings(where: { grade: { eq: B } }) {
    groups(by: [CATEGORY]) {
      category { number name }
      count
    }
  }
}
`;
  let query = parameters.get('query') ?? undefined;
  const name = parameters.get('operation');
  if (!query && name) {
    const answer = await fetch('graphql/operations', { headers: { accept: 'application/json' } });
    const { operations } = await answer.json();
    query = operations.find(operation => operation.name === name)?.document;
  }
  const fetcher = GraphiQL.createFetcher({ url: 'graphql' });
  ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, {
    fetcher,
    query,
    variables: parameters.get('variables') ?? undefined,
    operationName: parameters.get('operationName') ?? undefined,
    defaultQuery: welcome,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'variables',
  }));
})();
