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
  const { data, errors } = JSON.parse(JSON.stringify(result));
  return { data, errors };
}

export const DESCRIPTIONS = `{ __schema {
  types { name description fields(includeDeprecated: true) { name description args { name description } } enumValues(includeDeprecated: true) { name description } }
  directives { name description args { name description } }
} }`;

/** The words of descriptions of what is built in are each engine's own: graphql-js is given ours, so that all else is compared. */
export function alignDescriptions(schema, { data }) {
  const copy = (targets, sources) => {
    for (const { name, description, args } of sources ?? []) {
      const target = targets.find((one) => one.name === name);
      target.description = description ?? undefined;
      copy(target.args ?? [], args);
    }
  };
  const builtIn = (name) => name.startsWith('__') || ['Int', 'Float', 'String', 'Boolean', 'ID', 'skip', 'include', 'deprecated', 'specifiedBy', 'oneOf'].includes(name);
  const types = data.__schema.types.filter(({ name }) => builtIn(name));
  copy(Object.values(schema.getTypeMap()), types);
  for (const { name, fields, enumValues } of types) {
    const type = schema.getType(name);
    if (fields) copy(Object.values(type.getFields()), fields);
    if (enumValues) copy(type.getValues(), enumValues);
  }
  copy(schema.getDirectives(), data.__schema.directives.filter(({ name }) => builtIn(name)));
}
