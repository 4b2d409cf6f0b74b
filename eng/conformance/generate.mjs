import {
  GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType, Kind, doTypesOverlap, getNamedType, isAbstractType, isCompositeType,
  isLeafType, isRequiredArgument, print,
} from 'graphql';
import { ValueGenerator, name, typeNode, variableNode } from './values.mjs';

/** Field names that return different types in different places: selected side by side they conflict. */
function ambiguousNames(schema) {
  const types = new Map();
  const ambiguous = new Set();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType || type instanceof GraphQLInterfaceType)) continue;
    for (const field of Object.values(type.getFields())) {
      const shape = String(field.type);
      if (types.has(field.name) && types.get(field.name) !== shape) ambiguous.add(field.name);
      types.set(field.name, shape);
    }
  }
  return ambiguous;
}

/** Writes documents over a schema; nearly all are valid, and what is not is compared as well. */
export class DocumentGenerator {
  constructor(schema) {
    this.schema = schema;
    this.ambiguous = ambiguousNames(schema);
    this.composite = Object.values(schema.getTypeMap()).filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
  }

  /** A document, its text, the operation to run and values for its variables. */
  generate(random) {
    const definitions = [];
    const operations = [];
    const count = random.chance(85) ? 1 : 2 + random.below(2);
    for (let index = 0; index < count; index++) {
      const writer = new OperationWriter(this, random, index);
      const operation = writer.operation(count === 1 && random.chance(25));
      operations.push({ operation, writer });
      const all = [operation, ...writer.fragments];
      if (random.chance(20)) all.reverse();
      definitions.push(...all);
    }
    const chosen = random.pick(operations);
    const variables = {};
    for (const definition of chosen.writer.variables) {
      const optional = !definition.declared.endsWith('!') || definition.defaultValue !== undefined;
      if (optional && random.chance(40)) continue;
      if (!optional && random.chance(2)) continue;
      const value = chosen.writer.values.json(definition.type);
      if (value === null && definition.declared.endsWith('!') && random.chance(95)) continue;
      variables[definition.name] = value;
    }
    const document = { kind: Kind.DOCUMENT, definitions };
    // As they arrive over the wire: JSON has no negative zero.
    return { document, text: print(document), variables: JSON.parse(JSON.stringify(variables)), operationName: chosen.operation.name?.value };
  }
}

class OperationWriter {
  constructor(generator, random, index) {
    this.generator = generator;
    this.schema = generator.schema;
    this.random = random;
    this.index = index;
    this.variables = [];
    this.fragments = [];
    this.values = new ValueGenerator(random, this.variables);
    this.plain = new Map();
    this.aliases = 0;
    this.fieldsLeft = 8 + random.below(40);
  }

  operation(anonymous) {
    const random = this.random;
    const roots = [['query', this.schema.getQueryType()]];
    const mutation = this.schema.getMutationType();
    const subscription = this.schema.getSubscriptionType();
    if (mutation) roots.push(['mutation', mutation]);
    if (subscription) roots.push(['subscription', subscription]);
    const [operation, type] = random.chance(75) ? roots[0] : random.pick(roots);
    const selectionSet = operation === 'subscription'
      ? { kind: Kind.SELECTION_SET, selections: [this.field(type, random.pick(Object.values(type.getFields())), 4, false)] }
      : this.selectionSet(type, 2 + random.below(4));
    const directives = this.directives(operation.toUpperCase());
    return {
      kind: Kind.OPERATION_DEFINITION,
      description: !anonymous && random.chance(8) ? { kind: Kind.STRING, value: 'What it asks.', block: random.chance(50) } : undefined,
      operation,
      name: anonymous ? undefined : name(`Op${this.index}`),
      variableDefinitions: this.variables.map((definition) => ({
        kind: Kind.VARIABLE_DEFINITION,
        description: random.chance(5) && !anonymous ? { kind: Kind.STRING, value: 'A variable.' } : undefined,
        variable: variableNode(definition.name),
        type: typeNode(definition.declared),
        defaultValue: definition.defaultValue,
        directives: this.directives('VARIABLE_DEFINITION', true),
      })),
      directives,
      selectionSet,
    };
  }

  selectionSet(type, depth) {
    const random = this.random;
    const selections = [];
    const count = 1 + random.below(4);
    for (let index = 0; index < count || selections.length === 0; index++) {
      selections.push(this.selection(type, depth));
      if (this.fieldsLeft <= 0) break;
    }
    if (random.chance(6)) selections.push(structuredClone(random.pick(selections)));
    return { kind: Kind.SELECTION_SET, selections };
  }

  selection(type, depth) {
    const random = this.random;
    const kind = random.below(100);
    if (depth > 1 && this.fieldsLeft > 0) {
      if (kind < 10) return this.inlineFragment(type, depth);
      if (kind < 20) return this.fragmentSpread(type, depth);
    }
    if (kind < 26 || type instanceof GraphQLUnionType) {
      return depth > 1 && type instanceof GraphQLUnionType && random.chance(70) ? this.inlineFragment(type, depth) : this.typeName();
    }
    if (type === this.schema.getQueryType() && kind < 29) return this.introspection();
    let fields = Object.values(type.getFields());
    if (depth <= 1 || this.fieldsLeft <= 0) {
      const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
      if (leaves.length === 0) return this.typeName();
      fields = leaves;
    }
    return this.field(type, random.pick(fields), depth);
  }

  typeName() {
    return {
      kind: Kind.FIELD, name: name('__typename'),
      alias: this.random.chance(30) ? name(`t${this.aliases++}`) : undefined, directives: this.directives('FIELD'),
    };
  }

  field(type, field, depth, directives = true) {
    const random = this.random;
    this.fieldsLeft--;
    const args = [];
    for (const argument of field.args) {
      if (!isRequiredArgument(argument) && !random.chance(40)) continue;
      const hasDefault = argument.defaultValue !== undefined || argument.default !== undefined;
      args.push({ kind: Kind.ARGUMENT, name: name(argument.name), value: this.values.literal(argument.type, { hasDefault }) });
    }
    const named = getNamedType(field.type);
    const known = this.plain.get(field.name);
    let alias;
    if (known !== undefined && (field.args.length > 0 || this.generator.ambiguous.has(field.name))) {
      if (field.args.length > 0 && known.type === type && random.chance(40)) args.splice(0, args.length, ...known.args);
      else alias = name(`a${this.aliases++}`);
    } else if (random.chance(15)) alias = name(`a${this.aliases++}`);
    else this.plain.set(field.name, { type, args });
    return {
      kind: Kind.FIELD,
      alias,
      name: name(field.name),
      arguments: args,
      directives: directives ? this.directives('FIELD') : [],
      selectionSet: isLeafType(named) ? undefined : this.selectionSet(named, depth - 1),
    };
  }

  overlapping(type) {
    const { schema, random } = this;
    if (random.chance(isAbstractType(type) ? 25 : 65)) return type;
    return random.pick(this.generator.composite.filter((other) => doTypesOverlap(schema, type, other))) ?? type;
  }

  inlineFragment(type, depth) {
    const bare = this.random.chance(20);
    const condition = bare ? type : this.overlapping(type);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: bare ? undefined : { kind: Kind.NAMED_TYPE, name: name(condition.name) },
      directives: this.directives('INLINE_FRAGMENT'),
      selectionSet: this.selectionSet(condition, depth - 1),
    };
  }

  fragmentSpread(type, depth) {
    const { random, schema } = this;
    const usable = this.fragments.filter((fragment) => fragment.done && doTypesOverlap(schema, type, fragment.type));
    let fragment = random.chance(50) ? random.pick(usable) : undefined;
    if (fragment === undefined) {
      const condition = this.overlapping(type);
      fragment = {
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(`F${this.index}_${this.fragments.length}`),
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(condition.name) },
        description: random.chance(8) ? { kind: Kind.STRING, value: 'Part of it.' } : undefined,
      };
      hide(fragment, 'type', condition);
      hide(fragment, 'done', false);
      this.fragments.push(fragment);
      fragment.directives = this.directives('FRAGMENT_DEFINITION');
      fragment.selectionSet = this.selectionSet(condition, depth - 1);
      fragment.done = true;
    }
    return { kind: Kind.FRAGMENT_SPREAD, name: name(fragment.name.value), directives: this.directives('FRAGMENT_SPREAD') };
  }

  introspection() {
    const random = this.random;
    const byName = random.chance(50);
    const target = byName ? '__Type' : '__Schema';
    return {
      kind: Kind.FIELD,
      alias: name(`a${this.aliases++}`),
      name: name(byName ? '__type' : '__schema'),
      arguments: byName
        ? [{ kind: Kind.ARGUMENT, name: name('name'), value: { kind: Kind.STRING, value: random.pick(this.generator.composite).name } }]
        : [],
      directives: [],
      selectionSet: this.selectionSet(this.schema.getType(target), 2 + random.below(3)),
    };
  }

  directives(location, constant = false) {
    const random = this.random;
    if (!random.chance(7)) return [];
    const fitting = this.schema.getDirectives().filter((directive) => directive.locations.includes(location));
    const directive = random.pick(fitting);
    if (directive === undefined) return [];
    const one = () => ({
      kind: Kind.DIRECTIVE,
      name: name(directive.name),
      arguments: directive.args
        .filter((argument) => isRequiredArgument(argument) || random.chance(50))
        .map((argument) => ({ kind: Kind.ARGUMENT, name: name(argument.name), value: this.values.literal(argument.type, { constant }) })),
    });
    return directive.isRepeatable && random.chance(30) ? [one(), one()] : [one()];
  }
}

/** A property that neither `print` nor `structuredClone` sees. */
function hide(node, key, value) {
  Object.defineProperty(node, key, { value, writable: true, enumerable: false });
}
