import {
  GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, Kind, isRequiredInputField, parseType,
} from 'graphql';

const TEXTS = ['', 'a', 'x y', 'é', '会津若松市', '😀', 'line\nbreak', 'quote " and \\ slash', '\u0007', '  lead', 'null', '42'];
const INTS = [0, 1, -1, 7, 42, 2147483647, -2147483648];
const FLOATS = ['0.0', '1.5', '-2.25', '1e3', '6.02E-2', '0', '12', '-0.0'];

export const name = (value) => ({ kind: Kind.NAME, value });

/** Writes literals that fit a type, and gives variables to some places, which `variables` remembers. */
export class ValueGenerator {
  constructor(random, variables) {
    this.random = random;
    this.variables = variables;
  }

  /** A literal or variable for a place of the type; `constant` allows no variable. */
  literal(type, { constant = false, depth = 0, hasDefault = false, oneOf = false } = {}) {
    const random = this.random;
    if (!constant && random.chance(depth === 0 ? 30 : 15)) return this.variable(type, hasDefault, oneOf);
    if (type instanceof GraphQLNonNull) return this.nonNull(type.ofType, constant, depth);
    if (!oneOf && random.chance(10)) return { kind: Kind.NULL };
    return this.nonNull(type, constant, depth);
  }

  nonNull(type, constant, depth) {
    const random = this.random;
    if (type instanceof GraphQLList) {
      if (random.chance(25)) {
        const single = this.literal(type.ofType, { constant: true, depth: depth + 1 });
        if (single.kind !== Kind.LIST) return single;
      }
      const values = [];
      for (let left = depth > 3 ? 0 : random.below(4); left > 0; left--) {
        values.push(this.literal(type.ofType, { constant, depth: depth + 1 }));
      }
      return { kind: Kind.LIST, values };
    }
    if (type instanceof GraphQLInputObjectType) return this.object(type, constant, depth);
    if (type instanceof GraphQLEnumType) return { kind: Kind.ENUM, value: random.pick(type.getValues()).name };
    return this.scalar(type.name, constant, depth);
  }

  object(type, constant, depth) {
    const random = this.random;
    const all = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [random.pick(depth > 3 ? all.slice(0, 1) : all)]
      : all.filter((field) => isRequiredInputField(field) || (depth < 3 && random.chance(35)));
    if (random.chance(30)) chosen.reverse();
    return {
      kind: Kind.OBJECT,
      fields: chosen.map((field) => ({
        kind: Kind.OBJECT_FIELD,
        name: name(field.name),
        value: this.literal(field.type, {
          constant, depth: depth + 1, oneOf: type.isOneOf, hasDefault: field.defaultValue !== undefined || field.default !== undefined,
        }),
      })),
    };
  }

  scalar(typeName, constant, depth) {
    const random = this.random;
    switch (typeName) {
      case 'Int': return { kind: Kind.INT, value: String(random.pick(INTS)) };
      case 'Float': {
        const value = random.pick(FLOATS);
        return { kind: /[.eE]/.test(value) ? Kind.FLOAT : Kind.INT, value };
      }
      case 'Boolean': return { kind: Kind.BOOLEAN, value: random.chance(50) };
      case 'ID': return random.chance(50)
        ? { kind: Kind.INT, value: String(random.below(1000)) }
        : { kind: Kind.STRING, value: random.pick(TEXTS) };
      case 'Anything': return this.anything(constant, depth);
      default: return { kind: Kind.STRING, value: random.pick(TEXTS), block: random.chance(10) };
    }
  }

  anything(constant, depth) {
    const random = this.random;
    switch (random.below(depth > 2 ? 5 : 7)) {
      case 0: return { kind: Kind.INT, value: '12345678901234567890' };
      case 1: return { kind: Kind.FLOAT, value: '1.25' };
      case 2: return { kind: Kind.STRING, value: random.pick(TEXTS) };
      case 3: return { kind: Kind.BOOLEAN, value: true };
      case 4: return { kind: Kind.ENUM, value: 'ANY_NAME' };
      case 5: return { kind: Kind.LIST, values: [this.anything(constant, depth + 1), { kind: Kind.NULL }] };
      default: return {
        kind: Kind.OBJECT,
        fields: ['a', 'b'].map((key) => ({ kind: Kind.OBJECT_FIELD, name: name(key), value: this.anything(constant, depth + 1) })),
      };
    }
  }

  /** A variable that may stand where the type is expected. */
  variable(type, hasDefault, oneOf) {
    const random = this.random;
    let declared = String(type);
    if (oneOf || (!declared.endsWith('!') && random.chance(25))) declared = declared.replace(/!?$/, '!');
    const reusable = this.variables.filter((definition) => definition.declared === declared);
    if (reusable.length > 0 && random.chance(60)) return variableNode(random.pick(reusable).name);
    let defaultValue;
    if (declared.endsWith('!') && !oneOf && random.chance(25)) {
      // A nullable variable may stand in a non-null place when it, or the place, has a default.
      if (hasDefault && random.chance(50)) declared = declared.slice(0, -1);
      else if (random.chance(60)) {
        declared = declared.slice(0, -1);
        defaultValue = this.nonNull(type instanceof GraphQLNonNull ? type.ofType : type, true, 1);
      }
    } else if (random.chance(20)) {
      defaultValue = this.literal(type, { constant: true, depth: 1 });
      if (defaultValue.kind === Kind.NULL && declared.endsWith('!')) defaultValue = undefined;
    }
    const definition = { name: `v${this.variables.length}`, declared, type, defaultValue };
    this.variables.push(definition);
    return variableNode(definition.name);
  }

  /** A JSON value for a variable of the type, sometimes one that does not fit. */
  json(type, depth = 0) {
    const random = this.random;
    if (type instanceof GraphQLNonNull) return this.json(type.ofType, depth) ?? this.json(type.ofType, depth) ?? this.jsonNonNull(type.ofType, depth);
    return random.chance(10) ? null : this.jsonNonNull(type, depth);
  }

  jsonNonNull(type, depth) {
    const random = this.random;
    if (random.chance(2)) return random.pick([1.5, 'wrong', true, [], {}, 2147483648, [[1]], { unknown: 1 }]);
    if (type instanceof GraphQLList) {
      return random.chance(15)
        ? this.json(type.ofType, depth + 1)
        : Array.from({ length: depth > 3 ? 0 : random.below(3) }, () => this.json(type.ofType, depth + 1));
    }
    if (type instanceof GraphQLInputObjectType) {
      const all = Object.values(type.getFields());
      const chosen = type.isOneOf
        ? [random.pick(all)]
        : all.filter((field) => isRequiredInputField(field) || (depth < 3 && random.chance(35)));
      return Object.fromEntries(chosen.map((field) => [
        field.name, type.isOneOf ? this.jsonNonNull(field.type, depth + 1) : this.json(field.type, depth + 1),
      ]));
    }
    if (type instanceof GraphQLEnumType) return random.pick(type.getValues()).name;
    switch (type.name) {
      case 'Int': return random.pick(INTS);
      case 'Float': return Number(random.pick(FLOATS));
      case 'Boolean': return random.chance(50);
      case 'ID': return random.chance(50) ? random.below(1000) : random.pick(TEXTS);
      case 'Anything': return random.pick([1, 'text', null, true, [1, 'a'], { a: { b: [null] } }]);
      default: return random.pick(TEXTS);
    }
  }
}

export const variableNode = (value) => ({ kind: Kind.VARIABLE, name: name(value) });

export const typeNode = (text) => parseType(text, { noLocation: true });
