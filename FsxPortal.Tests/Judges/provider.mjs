// An identity provider that nobody here wrote, with people whose roles a test changes while they are signed in.
// Prints its issuer. Control, as JSON: PUT /people/NAME {roles} or null; PUT /portal {url, signed}; PUT /silence {on};
// PUT /lose {person}: the next tokens about somebody are made and never arrive.
import { createServer } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';

const people = { ada: ['storage-admins'], otto: ['storage-operators'], rita: ['restore'], rolf: ['readers'], nora: [] };
const programs = { 'script-admin': ['storage-admins'], 'script-reader': ['readers'], 'script-nobody': [], 'script-brief': ['readers'] };
const clients = new Map(Object.keys(programs).map(id => [id, {
  client_id: id, client_secret: id, grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_post',
}]));
let silent = false;
let lost = null;

class Adapter extends MemoryAdapter {
  constructor(name) {
    super(name);
    this.kind = name;
  }

  async find(id) {
    return this.kind === 'Client' ? clients.get(id) : super.find(id);
  }
}

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  adapter: Adapter,
  cookies: { keys: ['of a test'] },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} Example`, roles: people[id] }) },
  claims: { openid: ['sub'], profile: ['name'], roles: ['roles'] },
  scopes: ['openid', 'profile', 'offline_access', 'roles'],
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
  extraTokenClaims: (_, token) => token.kind === 'ClientCredentials' ? { roles: programs[token.clientId] } : undefined,
  ttl: { AccessToken: 600, ClientCredentials: (_, token) => token.clientId === 'script-brief' ? 4 : 600, IdToken: 600, RefreshToken: 3600, Session: 3600, Interaction: 600, Grant: 3600 },
  features: {
    clientCredentials: { enabled: true },
    jwtUserinfo: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => client.grantTypes.includes('client_credentials') ? 'urn:fsxportal' : undefined,
      getResourceServerInfo: (_, resource) => ({ scope: 'all', audience: resource === 'urn:fsxportal' ? 'fsxportal-api' : 'another', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
});

async function control(request, response) {
  const [, what, name] = request.url.split('/');
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
  if (what === 'people') {
    if (body === null) delete people[name]; else people[name] = body.roles;
  } else if (what === 'portal') {
    clients.set('fsxportal', {
      client_id: 'fsxportal', client_secret: 'secret of the portal', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
      redirect_uris: [`${body.url}/sign-in/back`], post_logout_redirect_uris: [`${body.url}/sign-out/back`],
      token_endpoint_auth_method: 'client_secret_post', ...(body.signed ? { userinfo_signed_response_alg: 'RS256' } : {}),
    });
  } else if (what === 'lose') {
    lost = body.person;
  } else {
    silent = body.on;
  }
  response.writeHead(204).end();
}

provider.on('grant.success', context => {
  if (context.oidc.account?.accountId === lost) {
    lost = null;
    context.res.end = () => context.res.destroy();
  }
});
const answer = provider.callback();
server.on('request', (request, response) => request.method === 'PUT' ? control(request, response)
  : silent ? response.destroy() : answer(request, response));
console.log(issuer);
