// All server audits of graphql-http: what the GraphQL-over-HTTP draft must and should have.
import { auditServer } from 'graphql-http';
import { endpoint } from './endpoint.mjs';

const results = await auditServer({ url: endpoint });
const failed = results.filter(result => result.status !== 'ok');
for (const result of failed) console.error(`${result.id} ${result.name}: ${result.status}, ${result.reason}`);
console.log(`${results.length - failed.length} of ${results.length} audits`);
process.exit(failed.length === 0 && results.length === 61 ? 0 : 1);
