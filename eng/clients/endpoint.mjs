// The server that the tests started: SERVER_URL, or the default of a server run by hand.
export const server = process.env.SERVER_URL ?? 'http://localhost:5080';
export const endpoint = `${server}/graphql`;
