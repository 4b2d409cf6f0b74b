import {
  ExecutableDefinitionsRule, GraphQLError, GraphQLFloat, GraphQLDeprecatedDirective, VariablesInAllowedPositionRule, __Directive, __DirectiveLocation, __Schema, buildASTSchema, getNullableType, parse, print, specifiedRules,
  validate, validateSchema,
} from 'graphql';
import * as old from 'graphql16';
import { validateSDL } from 'graphql/validation/validate';

/*
 * Where graphql-js 17 and the September 2025 edition differ, and we follow the edition, the reference is put right here.
 * Each of these is a difference on purpose; README.md lists them.
 */

// Selection sets are never empty: the reference parser is told so.

// Directives cannot be deprecated yet.
delete __Directive.getFields().isDeprecated;
delete __Directive.getFields().deprecationReason;
__Schema.getFields().directives.args.length = 0;
remove(GraphQLDeprecatedDirective.locations, (location) => location === 'DIRECTIVE_DEFINITION');
// Nor have fragments variables.
remove(__DirectiveLocation.getValues(), ({ name }) => name === 'DIRECTIVE_DEFINITION' || name === 'FRAGMENT_VARIABLE_DEFINITION');

function remove(list, predicate) {
  list.splice(0, list.length, ...list.filter((one) => !predicate(one)));
}

// §3.5.2: a number beyond every double is an error, not infinity.
const coerceFloat = GraphQLFloat.coerceInputLiteral;
GraphQLFloat.coerceInputLiteral = function coerceInputLiteral(node) {
  const number = coerceFloat.call(this, node);
  if (!Number.isFinite(number)) throw new GraphQLError(`Float cannot represent non numeric value: ${print(node)}`, { nodes: node });
  return number;
};

// §5.8.5: a OneOf Input Object is one behind an exclamation mark too; graphql-js 17.1.0 looks at the bare type alone.
const rules = specifiedRules.map((rule) => (rule !== VariablesInAllowedPositionRule ? rule : (context) => rule(new Proxy(context, {
  get(target, key) {
    if (key !== 'getRecursiveVariableUsages') return Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key);
    return (operation) => target.getRecursiveVariableUsages(operation)
      .map((usage) => ({ ...usage, parentType: usage.parentType && getNullableType(usage.parentType) }));
  },
}))));

/**
 * The verdict of graphql-js 16, a second opinion. It throws on a variable in @skip or @include at the root of a
 * subscription, which 17 reports: undefined then.
 */
export function verdictOf16(schema, text) {
  let document;
  try {
    document = old.parse(text);
  } catch {
    return 'syntax';
  }
  try {
    return old.validate(schema, document).length === 0 ? 'valid' : 'invalid';
  } catch {
    return undefined;
  }
}

export const buildSchema16 = old.buildSchema;

const plain = (error) => ({ message: quoted(error.message), locations: (error.locations ?? []).map(({ line, column }) => ({ line, column })) });

/** What graphql-js says of a document: `syntax`, `invalid` or `valid`, with its errors, and the document. */
export function validateDocument(schema, text) {
  let document;
  try {
    document = parse(text, { allowEmptySelectionSets: false });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { verdict: 'syntax', errors: [plain(error)] };
  }
  // Of definitions that cannot be executed we report that, and look no further.
  const executable = document.definitions.filter(({ kind }) => kind === 'OperationDefinition' || kind === 'FragmentDefinition');
  const errors = executable.length === document.definitions.length
    ? validate(schema, document, rules)
    : [...validate(schema, document, [ExecutableDefinitionsRule]), ...validate(schema, { ...document, definitions: executable }, rules)];
  return { verdict: errors.length === 0 ? 'valid' : 'invalid', errors: errors.map(plain), document };
}

/** What graphql-js says of a schema's text. */
export function validateSchemaText(text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { verdict: 'syntax', errors: [plain(error)] };
  }
  let errors = validateSDL(document);
  if (errors.length === 0) {
    try {
      errors = validateSchema(buildASTSchema(document, { assumeValidSDL: true }));
    } catch (error) {
      errors = [error instanceof GraphQLError ? error : new GraphQLError(`graphql-js threw: ${error.message}`)];
    }
  }
  return { verdict: errors.length === 0 ? 'valid' : 'invalid', errors: errors.map(plain) };
}

/*
 * Of schema texts we refuse more than graphql-js: what is built in is not defined again, no directive uses itself, no operations,
 * and the arguments of all directives must fit; it looks at those of the built-in ones alone, and throws on the first when all
 * else is right. Such errors are taken off before the comparison. Where graphql-js throws instead of reporting, the verdict
 * alone is compared; and our errors come in the order of the text.
 */
const STRICTER = /^Type "\w+" is built in: it cannot be defined or extended\.$|^A schema holds type system definitions only|^Directive "@\w+" must not refer to itself/;

const THROWN = /^Argument "@\w+\(\w+:\)" has invalid value/;

export function comparableSchemaErrors(expected, actual) {
  const throws = expected.errors.some(({ message }) => THROWN.test(message));
  const errors = actual.errors.filter(({ message }) => !STRICTER.test(message) && (throws || !THROWN.test(message)));
  const threw = throws || expected.errors.some(({ message }) => message.startsWith('graphql-js threw'));
  const key = ({ message, locations }) => JSON.stringify([locations, message]);
  // A member that a union has three times is told twice in the same words.
  const sorted = (list) => [...new Map(list.map((error) => [key(error), error])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return [
    { ...expected, errors: sorted(expected.errors) },
    { verdict: errors.length === 0 ? 'valid' : actual.verdict, errors: sorted(threw && errors.length > 0 ? expected.errors : errors) },
  ];
}

/** A message quotes a long token only in part, and one of a limit says what it is. */
function quoted(message) {
  if (message === 'Maximum introspection depth exceeded')
    return `${message}: 3 of fields, inputFields, interfaces and possibleTypes within each other, or more; the limit is 2.`;
  return message.replace(/^(Syntax Error: .*?(?:String|Name|Int|Float|BlockString) "[^]{200})[^]*"(\.?)$/, '$1…"$2');
}
