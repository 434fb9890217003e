// A client that nobody here wrote reads the portal's OpenAPI document, sends every operation of it with the examples of the document, and
// looks at each answer by its schema. Arguments: the address of the document; the token in TOKEN. Prints a line for each operation and
// what is wrong. An operation is sent as described; with a parameter that there is not; and, where it needs a version, without one.
import { OpenAPIClientAxios } from 'openapi-client-axios';
import { Validator } from '@seriousme/openapi-schema-validator';
import axios from 'axios';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const wrong = [];
const demand = (isSo, text) => !!isSo || !wrong.push(text);
const headers = process.env.TOKEN ? { Authorization: `Bearer ${process.env.TOKEN}` } : {};
const address = process.argv[2];
const { data: document } = await axios.get(address, { headers });

const judged = await new Validator().validate(structuredClone(document));
demand(judged.valid, `the document itself: ${JSON.stringify(judged.errors)?.slice(0, 2000)}`);

const ajv = addFormats(new Ajv({ strict: false, allErrors: true, formats: { int32: true, int64: true, double: true } }));
ajv.addSchema(document, 'document');
const pointer = text => text.replaceAll('~', '~0').replaceAll('/', '~1');

const client = await new OpenAPIClientAxios({
  definition: document,
  withServer: { url: new URL(address).origin },
  axiosConfigDefaults: { headers, validateStatus: () => true, transformResponse: text => text },
}).init();

// What an answer says has to be what the document says of that status.
function judge(what, path, method, answer) {
  const said = document.paths[path][method].responses;
  if (!demand(said[answer.status], `${what}: answers ${answer.status}, which is not described: ${answer.data.slice(0, 300)}`)) return;
  const type = answer.headers['content-type']?.split(';')[0];
  const content = said[answer.status].content;
  if (!content) {
    demand(!answer.data, `${what}: ${answer.status} has a body: ${answer.data}`);
    return;
  }

  if (!demand(content[type], `${what}: ${answer.status} is ${type}`)) return;
  const schema = `document#/paths/${pointer(path)}/${method}/responses/${answer.status}/content/${pointer(type)}/schema`;
  const fits = ajv.getSchema(encodeURI(schema)) ?? ajv.compile({ $ref: encodeURI(schema) });
  demand(fits(JSON.parse(answer.data)), `${what}: ${answer.status} is not as described: ${ajv.errorsText(fits.errors).slice(0, 800)}`);
  if (answer.status >= 400) demand(JSON.parse(answer.data).detail, `${what}: ${answer.status} has no detail`);
  for (const name of Object.keys(said[answer.status].headers ?? {})) {
    demand(answer.headers[name.toLowerCase()], `${what}: ${answer.status} lacks the header ${name}`);
  }
}

// What an example meets that is described, and no success: nothing runs, nothing waits for an approval, the account is in use,
// and what is approved can be neither rejected nor withdrawn.
const expected = {
  approveDeletions: [200, 409], stopPolicy: [202, 409], letGoTask: [202, 409], thawChain: [204, 409], removeAccount: [204, 400],
  startPolicy: [202, 409], stopSession: [202, 400], rejectRequest: [200, 409], withdrawRequest: [200, 403, 409],
};

// Reading first and removing last: what is removed cannot be read.
const rank = operation => ['get', 'put', 'post', 'delete'].indexOf(operation.method);
const operations = client.api.getOperations().sort((one, other) => rank(one) - rank(other));
for (const operation of operations) {
  const { operationId: id, path, method, parameters = [], requestBody } = operation;
  const what = `${method.toUpperCase()} ${path}`;
  const sent = parameters.filter(one => one.example !== undefined);
  const body = requestBody?.content['application/json'].example;
  demand(!requestBody || body !== undefined, `${what}: has no example of a body`);
  const values = Object.fromEntries(sent.map(one => [one.name, one.example]));

  const answer = await client[id](values, body);
  console.log(`${what} ${answer.status}`);
  judge(what, path, method, answer);
  demand(expected[id]?.includes(answer.status) ?? answer.status < 300, `${what}: the example is answered with ${answer.status}: ${answer.data.slice(0, 300)}`);

  // The least that is demanded does, too.
  const least = sent.filter(one => one.required);
  judge(`${what}, briefly`, path, method, await client[id](Object.fromEntries(least.map(one => [one.name, one.example])), body));

  const unknown = await client[id]({ ...values }, body, { params: { nonsense: '1' } });
  demand(unknown.status === 400, `${what}: an unknown parameter is answered with ${unknown.status}`);
  judge(`${what}, with an unknown parameter`, path, method, unknown);

  if (parameters.some(one => one.name === 'If-Match' && one.required)) {
    const { 'If-Match': _, ...rest } = values;
    const blind = await client[id](rest, body);
    demand(blind.status === 428, `${what}: without If-Match it answers ${blind.status}`);
    judge(`${what}, without If-Match`, path, method, blind);
    const stale = await client[id]({ ...values, 'If-Match': '"999999"' }, body);
    demand(stale.status === 412 || answer.status === 204, `${what}: with another version it answers ${stale.status}`);
  }

  if (method === 'get') {
    const url = client.api.getRequestConfigForOperation(operation, [values]).url;
    const head = await axios.head(url, { headers, validateStatus: () => true });
    demand(head.status === answer.status && !head.data, `HEAD ${path}: ${head.status}`);
  }

  const stranger = await axios.request({
    method, url: client.api.getRequestConfigForOperation(operation, [values]).url, validateStatus: () => true, transformResponse: text => text,
  });
  if (process.env.TOKEN) {
    demand(stranger.status === 401, `${what}: without a token it answers ${stranger.status}`);
    judge(`${what}, without a token`, path, method, stranger);
  }
}

// Every page of a list leads to the next one, until all has been seen once.
const seen = [];
for (let cursor; ;) {
  const page = JSON.parse((await client.listFileSystems({ limit: 2, ...(cursor && { cursor }) })).data);
  seen.push(...page.items.map(item => item.id));
  if (!(cursor = page.next)) break;
}

demand(seen.length > 2 && new Set(seen).size === seen.length, `the pages hold ${seen.length} file systems, ${new Set(seen).size} of them different`);
console.log(`${operations.length} operations`);
wrong.forEach(line => console.log(`WRONG ${line}`));
process.exit(wrong.length ? 1 : 0);
