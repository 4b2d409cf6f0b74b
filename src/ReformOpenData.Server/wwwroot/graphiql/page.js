// Starts GraphiQL on this server's /graphql. The address may carry ?query=, ?variables=, ?operationName= or ?operation=NAME,
// the name of a trusted document.
(async () => {
  const parameters = new URLSearchParams(location.search);
  const welcome = `# 市の行政改革に問い合わせる。
# Ask the city's reform plan.
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
  const element = document.getElementById('graphiql');
  element.replaceChildren();
  ReactDOM.createRoot(element).render(React.createElement(GraphiQL, {
    fetcher,
    query,
    variables: parameters.get('variables') ?? undefined,
    operationName: parameters.get('operationName') ?? undefined,
    defaultQuery: welcome,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'variables',
    onEditQuery: text => share('query', text),
    onEditVariables: text => share('variables', text),
  }));
  // A question that came with the address is answered at once.
  if (query) await run();

  // The address is that of the question, to be sent to somebody; one that is too long for servers stays as it was.
  function share(name, text) {
    const shared = new URLSearchParams(location.search);
    shared.delete('operation');
    if (name === 'variables' && !shared.has('query') && query) shared.set('query', query);
    if (text.trim()) shared.set(name, text); else shared.delete(name);
    if (shared.toString().length < 6000) history.replaceState(null, '', `?${shared}`);
  }

  async function run() {
    // A slow machine takes its time to show the editor, and a click before all of it is ready does nothing.
    for (let tries = 0; tries < 600; tries++) {
      const button = document.querySelector('.graphiql-execute-button');
      const isShown = document.querySelector('.graphiql-query-editor .CodeMirror-line, .graphiql-query-editor .cm-line');
      const result = document.querySelector('.result-window')?.textContent ?? '';
      // Of several operations, who asks chooses one.
      if (result.includes('{') || button?.hasAttribute('aria-haspopup')) return;
      if (isShown && button?.getAttribute('aria-label')?.startsWith('Execute')) button.click();
      await new Promise(done => setTimeout(done, 100));
    }
  }
})();
