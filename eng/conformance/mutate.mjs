import { Kind, Lexer, Source, TokenKind, parse, parseValue, visit } from 'graphql';
import { name, typeNode, variableNode } from './values.mjs';

const literal = (text) => parseValue(text, { noLocation: true });

const definitions = (text) => parse(text, { noLocation: true }).definitions;

/** All nodes of one kind, in document order. */
function nodes(document, kind) {
  const found = [];
  visit(document, { [kind]: (node) => void found.push(node) });
  return found;
}

const field = (text, alias, selections) => ({
  kind: Kind.FIELD, name: name(text), alias: alias && name(alias), arguments: [], directives: [],
  selectionSet: selections && { kind: Kind.SELECTION_SET, selections },
});

const directive = (text, args = []) => ({ kind: Kind.DIRECTIVE, name: name(text), arguments: args });

const argument = (text, value) => ({ kind: Kind.ARGUMENT, name: name(text), value: literal(value) });

/** A near miss, so that suggestions are compared as well. */
function misspell(text, random) {
  const at = random.below(text.length);
  switch (random.below(5)) {
    case 0: return text.slice(0, at) + text.slice(at + 1) || 'x';
    case 1: return text.slice(0, at) + 'x' + text.slice(at);
    case 2: return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
    case 3: return text + text.slice(-1);
    default: return random.pick(['unknown', 'zzz', 'name1', '_']) + text.slice(0, at);
  }
}

const WRONG_VALUES = [
  'null', '1', '-3', '2147483648', '1.5', '"text"', 'true', 'ENUM', '[]', '[1, "a", null]', '{}', '{ name: 1 }', '{ unknown: 1 }', '[[1]]',
  '{ id: null }', '{ id: 1, name: "a" }', '"""block"""', '[null]', '{ most: 1, extra: { a: [1] } }', '99999999999999999999', '1e400', 'dog', 'LOWW', '"DOG"',
];

/** For each heading of chapter 5 at least one change that aims to break its rule; each edits a copy in place. */
export const AIMED = {
  'Executable Definitions': (document, random) => {
    const extra = random.pick([
      'type Extra { a: Int }', 'extend type Root { a: Int }', 'schema { query: Root }', 'extend schema @note', 'scalar Odd', 'directive @odd on FIELD',
      'enum E { A }', 'input I { a: Int }', 'union U = Root', 'interface J { a: Int }', 'extend enum Mood { X }', 'extend input Filter { z: Int }',
    ]);
    const insert = random.below(document.definitions.length + 1);
    document.definitions.splice(insert, 0, ...definitions(extra));
  },
  'Operation Type Existence': (document, random) => {
    const operation = random.pick(nodes(document, Kind.OPERATION_DEFINITION));
    operation.operation = random.pick(['mutation', 'subscription', 'query'].filter((kind) => kind !== operation.operation));
  },
  'Operation Name Uniqueness': (document, random) => {
    const operation = random.pick(nodes(document, Kind.OPERATION_DEFINITION));
    if (operation.name) document.definitions.push(structuredClone(operation));
  },
  'Lone Anonymous Operation': (document, random) => {
    const operation = structuredClone(random.pick(nodes(document, Kind.OPERATION_DEFINITION)));
    operation.name = undefined;
    document.definitions.splice(random.below(document.definitions.length + 1), 0, operation);
  },
  'Single Root Field': (document, random) => {
    const operation = nodes(document, Kind.OPERATION_DEFINITION).find(({ operation: kind }) => kind === 'subscription')
      ?? random.pick(nodes(document, Kind.OPERATION_DEFINITION));
    operation.operation = 'subscription';
    const selections = operation.selectionSet.selections;
    switch (random.below(4)) {
      case 0: selections.push(field('ticks', 'other')); break;
      case 1: selections.splice(0, selections.length, field('__typename')); break;
      case 2: selections[0].directives = [directive(random.pick(['skip', 'include']), [argument('if', 'true')])]; break;
      default: selections.push({ kind: Kind.INLINE_FRAGMENT, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: [field('ticks'), field('__typename')] } });
    }
  },
  'Field Selections': (document, random) => {
    const target = random.pick(nodes(document, Kind.FIELD));
    if (random.chance(30)) {
      const other = random.pick(nodes(document, Kind.FIELD));
      target.name = name(other.name.value);
    } else target.name = name(random.chance(20) ? random.pick(['__schema', '__type', 'bark', 'meowVolume', 'motto', 'parent']) : misspell(target.name.value, random));
  },
  'Field Selection Merging': (document, random) => {
    const all = nodes(document, Kind.FIELD);
    const target = random.pick(all);
    const other = random.pick(all);
    const key = (other.alias ?? other.name).value;
    switch (random.below(3)) {
      case 0: target.alias = name(key); break;
      case 1: for (const one of all) if (random.chance(30)) one.alias = name('same'); break;
      default: {
        const set = random.pick(nodes(document, Kind.SELECTION_SET));
        const copy = structuredClone(random.pick(set.selections));
        if (copy.kind === Kind.FIELD && copy.arguments?.length) copy.arguments[0].value = literal(random.pick(WRONG_VALUES));
        else if (copy.kind === Kind.FIELD) copy.alias = name(key);
        set.selections.push(copy);
      }
    }
  },
  'Leaf Field Selections': (document, random) => {
    const target = random.pick(nodes(document, Kind.FIELD));
    target.selectionSet = target.selectionSet ? undefined : { kind: Kind.SELECTION_SET, selections: [field('id')] };
  },
  'Argument Names': (document, random) => {
    const owner = random.pick([...nodes(document, Kind.FIELD), ...nodes(document, Kind.DIRECTIVE)]);
    if (owner.arguments?.length && random.chance(60)) {
      const target = random.pick(owner.arguments);
      target.name = name(misspell(target.name.value, random));
    } else owner.arguments = [...(owner.arguments ?? []), argument(random.pick(['first', 'unknown', 'iff', 'unitt']), '1')];
  },
  'Argument Uniqueness': (document, random) => {
    const owner = random.pick([...nodes(document, Kind.FIELD), ...nodes(document, Kind.DIRECTIVE)].filter((node) => node.arguments?.length));
    if (!owner) return;
    for (let times = 1 + random.below(2); times > 0; times--) owner.arguments.push(structuredClone(random.pick(owner.arguments)));
  },
  'Required Arguments': (document, random) => {
    const owner = random.pick([...nodes(document, Kind.FIELD), ...nodes(document, Kind.DIRECTIVE)].filter((node) => node.arguments?.length));
    owner?.arguments.splice(random.below(owner.arguments.length), 1);
  },
  'Fragment Name Uniqueness': (document, random) => {
    const fragment = random.pick(nodes(document, Kind.FRAGMENT_DEFINITION));
    if (fragment) document.definitions.push(structuredClone(fragment));
  },
  'Fragment Spread Type Existence': (document, random) => {
    const target = random.pick([...nodes(document, Kind.FRAGMENT_DEFINITION), ...nodes(document, Kind.INLINE_FRAGMENT)].filter((node) => node.typeCondition));
    if (target) target.typeCondition.name = name(misspell(target.typeCondition.name.value, random));
  },
  'Fragments on Object, Interface or Union Types': (document, random) => {
    const target = random.pick([...nodes(document, Kind.FRAGMENT_DEFINITION), ...nodes(document, Kind.INLINE_FRAGMENT)].filter((node) => node.typeCondition));
    if (target) target.typeCondition.name = name(random.pick(['Int', 'Filter', 'Mood', 'Day', 'By', 'Boolean']));
  },
  'Fragments Must Be Used': (document, random) => {
    const set = random.pick(nodes(document, Kind.SELECTION_SET).filter((node) => node.selections.some((one) => one.kind === Kind.FRAGMENT_SPREAD)));
    if (set) set.selections = [field('__typename'), ...set.selections.filter((one) => one.kind !== Kind.FRAGMENT_SPREAD)];
    else document.definitions.push(...definitions('fragment Unused on Dog { name }'));
  },
  'Fragment Spread Target Defined': (document, random) => {
    const spread = random.pick(nodes(document, Kind.FRAGMENT_SPREAD));
    if (spread) spread.name = name(misspell(spread.name.value, random));
    else random.pick(nodes(document, Kind.SELECTION_SET)).selections.push({ kind: Kind.FRAGMENT_SPREAD, name: name('Missing'), directives: [] });
  },
  'Fragment Spreads Must Not Form Cycles': (document, random) => {
    const fragments = nodes(document, Kind.FRAGMENT_DEFINITION);
    if (fragments.length === 0) return;
    for (let times = 1 + random.below(3); times > 0; times--) {
      const set = random.pick(nodes(random.pick(fragments), Kind.SELECTION_SET));
      set.selections.push({ kind: Kind.FRAGMENT_SPREAD, name: name(random.pick(fragments).name.value), directives: [] });
    }
  },
  'Fragment Spread Is Possible': (document, random, schema) => {
    const target = random.pick([...nodes(document, Kind.FRAGMENT_DEFINITION), ...nodes(document, Kind.INLINE_FRAGMENT)].filter((node) => node.typeCondition));
    const types = Object.values(schema.getTypeMap()).filter((type) => type.astNode && ['ObjectTypeDefinition', 'InterfaceTypeDefinition', 'UnionTypeDefinition'].includes(type.astNode.kind));
    if (target) target.typeCondition.name = name(random.pick(types).name);
  },
  'Values of Correct Type': (document, random) => {
    const target = random.pick([
      ...nodes(document, Kind.ARGUMENT), ...nodes(document, Kind.OBJECT_FIELD),
      ...nodes(document, Kind.VARIABLE_DEFINITION).filter((node) => node.defaultValue !== undefined),
    ]);
    if (!target) return;
    target[target.kind === Kind.VARIABLE_DEFINITION ? 'defaultValue' : 'value'] = literal(random.pick(WRONG_VALUES));
  },
  'Input Object Field Names': (document, random) => {
    const target = random.pick(nodes(document, Kind.OBJECT_FIELD));
    if (target) target.name = name(misspell(target.name.value, random));
  },
  'Input Object Field Uniqueness': (document, random) => {
    const target = random.pick(nodes(document, Kind.OBJECT).filter((node) => node.fields.length > 0));
    for (let times = 1 + random.below(2); target && times > 0; times--) target.fields.push(structuredClone(random.pick(target.fields)));
  },
  'Input Object Required Fields': (document, random) => {
    const target = random.pick(nodes(document, Kind.OBJECT).filter((node) => node.fields.length > 0));
    target?.fields.splice(random.below(target.fields.length), 1);
  },
  'Directives Are Defined': (document, random) => {
    const target = random.pick(directed(document));
    const existing = random.pick(nodes(document, Kind.DIRECTIVE));
    if (existing && random.chance(50)) existing.name = name(misspell(existing.name.value, random));
    else target.directives = [...(target.directives ?? []), directive(random.pick(['unknown', 'skipp']), random.chance(50) ? [argument('first', '"a"')] : [])];
  },
  'Directives Are in Valid Locations': (document, random, schema) => {
    const target = random.pick(directed(document));
    const definition = random.pick(schema.getDirectives());
    target.directives = [...(target.directives ?? []), directive(definition.name, definition.name === 'skip' || definition.name === 'include' ? [argument('if', 'true')] : [])];
  },
  'Directives Are Unique per Location': (document, random) => {
    const target = random.pick(directed(document));
    const text = target.kind === Kind.OPERATION_DEFINITION ? 'onQuery' : random.pick(['skip', 'include', 'onField', 'tag']);
    const one = directive(text, text === 'skip' || text === 'include' ? [argument('if', 'true')] : text === 'tag' ? [argument('name', '"a"')] : []);
    target.directives = [...(target.directives ?? []), one, structuredClone(one)];
    if (random.chance(30)) target.directives.push(structuredClone(one));
  },
  'Variable Uniqueness': (document, random) => {
    const operation = random.pick(nodes(document, Kind.OPERATION_DEFINITION).filter((node) => node.variableDefinitions?.length));
    for (let times = 1 + random.below(2); operation && times > 0; times--) operation.variableDefinitions.push(structuredClone(random.pick(operation.variableDefinitions)));
  },
  'Variables Are Input Types': (document, random) => {
    const definition = random.pick(nodes(document, Kind.VARIABLE_DEFINITION));
    if (definition) definition.type = typeNode(random.pick(['Dog', 'Dog!', '[Pet!]!', 'Node', '[[Being]]', 'Unknown', '[Strng!]', 'Intt!', '[__Type]', '__TypeKind', '__Schema!']));
  },
  'All Variable Uses Defined': (document, random) => {
    const operation = random.pick(nodes(document, Kind.OPERATION_DEFINITION));
    if (operation.variableDefinitions?.length && random.chance(60)) {
      operation.variableDefinitions = operation.variableDefinitions.filter(() => random.chance(50));
    } else {
      const target = random.pick([...nodes(document, Kind.ARGUMENT), ...nodes(document, Kind.OBJECT_FIELD)]);
      if (target) target.value = variableNode('undefinedOne');
    }
  },
  'All Variables Used': (document, random) => {
    const operation = random.pick(nodes(document, Kind.OPERATION_DEFINITION));
    const added = {
      kind: Kind.VARIABLE_DEFINITION, variable: variableNode('unused'), type: typeNode(random.pick(['Int', 'Strin', '[Level!]!', 'Dog'])), directives: [],
    };
    operation.variableDefinitions = [...(operation.variableDefinitions ?? []), added];
    if (operation.operation === 'query' && !operation.name && random.chance(50)) operation.name = name('Named');
  },
  'All Variable Usages Are Allowed': (document, random) => {
    const definitions = nodes(document, Kind.VARIABLE_DEFINITION);
    const definition = random.pick(definitions);
    if (!definition) return;
    if (random.chance(50)) {
      definition.type = typeNode(random.pick(['Int', 'Int!', 'String', '[Int]', '[Int!]!', 'Filter', 'By', 'By!', 'ID', 'Float', 'Boolean!', '[[Int]]', 'Level', 'PetInput!']));
      if (random.chance(50)) definition.defaultValue = undefined;
    } else {
      const target = random.pick([...nodes(document, Kind.ARGUMENT), ...nodes(document, Kind.OBJECT_FIELD)]);
      if (target) target.value = variableNode(definition.variable.name.value);
    }
  },
};

function directed(document) {
  return [
    ...nodes(document, Kind.FIELD), ...nodes(document, Kind.OPERATION_DEFINITION), ...nodes(document, Kind.INLINE_FRAGMENT),
    ...nodes(document, Kind.FRAGMENT_SPREAD), ...nodes(document, Kind.FRAGMENT_DEFINITION), ...nodes(document, Kind.VARIABLE_DEFINITION),
  ];
}

/** One change of the tree that aims at nothing in particular. */
export function mutateTree(document, random) {
  const all = [];
  visit(document, { enter: (node, key, parent) => void (Array.isArray(parent) && all.push([parent, key])) });
  const [list, key] = random.pick(all);
  switch (random.below(3)) {
    case 0: if (list.length > 1) list.splice(key, 1); break;
    case 1: list.splice(key, 0, structuredClone(list[key])); break;
    default: {
      const named = nodes(document, Kind.NAME);
      random.pick(named).value = random.pick(named).value;
    }
  }
}

/** The tokens of a text; the whole of it as one where it has a fault. */
function lex(text) {
  const lexer = new Lexer(new Source(text));
  const tokens = [];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) tokens.push(text.slice(token.start, token.end));
  } catch {
    return [text];
  }
  return tokens;
}

const SPACES = [' ', ' ', ' ', '\n', '\r\n', '\r', '\t', ', ', '  ', ' # remark\n', '\n\n', ' # 😀 é\n', '\ufeff '];
const ODD_TOKENS = ['{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '=', '&', '|', 'on', 'fragment', 'query', 'null', 'true', '1', '-0', '1.0', '"x"', '"""b"""', 'type', 'x', '.', '"', '01', '?', '$$', '1x', '"\\u{110000}"', '"\\uD83D\\uDE00"', '"\\uD800"', '%', '\u0000', '＄', '😀'];

/** The same tokens with other spacing: only places change. */
export function respace(text, random) {
  return lex(text).map((token) => token + random.pick(SPACES)).join('');
}

/** One change of the tokens or the characters; what comes out seldom parses. */
export function mutateText(text, random) {
  if (random.chance(25)) {
    const at = random.below(text.length + 1);
    switch (random.below(3)) {
      case 0: return text.slice(0, at);
      case 1: return text.slice(0, at) + random.pick(ODD_TOKENS) + text.slice(at);
      default: return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    }
  }
  const tokens = lex(text);
  const at = random.below(tokens.length);
  switch (random.below(4)) {
    case 0: tokens.splice(at, 1); break;
    case 1: tokens.splice(at, 0, random.pick(ODD_TOKENS)); break;
    case 2: tokens[at] = random.pick(ODD_TOKENS); break;
    default: tokens.splice(at, 0, random.pick(tokens)); break;
  }
  return tokens.join(random.pick([' ', '\n', ' ']));
}
