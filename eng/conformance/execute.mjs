import { execute } from 'graphql';
import { ROOT, resolve } from './data.mjs';

/** What graphql-js answers, as it goes over the wire; undefined for a subscription, which the engine refuses. */
export function executeDocument(schema, document, { variables, operationName }) {
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const operation = operations.find((one) => one.name?.value === operationName) ?? operations[0];
  if (operation.operation === 'subscription') return undefined;
  const result = execute({
    schema, document, operationName, variableValues: variables, rootValue: ROOT, fieldResolver: resolve, typeResolver: (value) => value.__typename,
  });
  return JSON.parse(JSON.stringify(result));
}
