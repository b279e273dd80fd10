// Finds and loads what _HANDLER names: FOLDER/FILE.EXPORT or FILE.OBJECT.EXPORT.
'use strict';

const fs = require('fs');
const path = require('path');
const { createRequire, register } = require('module');
const { pathToFileURL } = require('url');
const errors = require('./errors.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const FIRST_WITHOUT_CALLBACKS = 24;

async function loadHandler(taskRoot, name) {
  installStreamingMarker();
  const { folder, file, exported } = parseName(name);
  const module = await loadModule(taskRoot, folder, file);
  const handler = pick(module, exported);
  if (handler === undefined || handler === null) {
    throw errors.handlerNotFound(`${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw errors.handlerNotFound(`${name} is not a function`);
  }
  refuseUnsupported(handler);
  return handler;
}

function parseName(name) {
  if (name.includes('..')) {
    throw errors.malformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
    );
  }
  const base = path.basename(name);
  const dot = base.indexOf('.');
  if (dot < 0) {
    throw errors.malformedHandlerName('Bad handler');
  }
  return {
    folder: name.slice(0, name.length - base.length),
    file: base.slice(0, dot),
    exported: base.slice(dot + 1),
  };
}

async function loadModule(taskRoot, folder, file) {
  try {
    const stem = path.resolve(taskRoot, folder, file);
    if (isFile(`${stem}.js`)) {
      return isModuleScope(path.dirname(stem), taskRoot)
        ? await importFile(`${stem}.js`)
        : require(`${stem}.js`);
    }
    if (isFile(`${stem}.mjs`)) {
      return await importFile(`${stem}.mjs`);
    }
    if (isFile(`${stem}.cjs`)) {
      return require(`${stem}.cjs`);
    }
    // A folder with an index, a file without an extension, or a package in a layer.
    const found = fs.existsSync(stem) ? stem : resolvePackage(taskRoot, folder, file);
    return createRequire(path.join(taskRoot, 'index.js'))(found);
  } catch (error) {
    throw explain(error);
  }
}

function resolvePackage(taskRoot, folder, file) {
  return require.resolve(file, { paths: [taskRoot, path.resolve(taskRoot, folder)] });
}

function explain(error) {
  if (error instanceof SyntaxError) {
    return errors.userCodeSyntaxError(error);
  }
  if (error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')) {
    return errors.importModuleError(error);
  }
  return error;
}

function importFile(file) {
  importFromLayers();
  return import(pathToFileURL(file).href);
}

/** ES modules find packages in NODE_PATH too, as they do on AWS since Node.js 18. */
function importFromLayers() {
  const folders = (process.env.NODE_PATH || '').split(path.delimiter);
  if (register && folders.some((folder) => path.basename(folder) === 'node_modules' && fs.existsSync(folder))) {
    register(pathToFileURL(path.join(__dirname, 'layers.mjs')), { data: { folders } });
  }
}

function isFile(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether the nearest package.json, up to the task root, makes .js files ES modules. */
function isModuleScope(folder, taskRoot) {
  const root = path.resolve(taskRoot);
  for (let at = folder; ; at = path.dirname(at)) {
    const manifest = path.join(at, 'package.json');
    if (isFile(manifest)) {
      return JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module';
    }
    if (at === root || at === path.dirname(at)) {
      return false;
    }
  }
}

function pick(module, exported) {
  const follow = (from) =>
    exported.split('.').reduce((value, key) => (value == null ? undefined : value[key]), from);
  const found = follow(module);
  // An ES module that wraps a CommonJS one shows its exports under default.
  return found === undefined && module ? follow(module.default) : found;
}

/** awslambda.streamifyResponse marks a handler; the marked one is refused with a clear error. */
function installStreamingMarker() {
  globalThis.awslambda = {
    streamifyResponse(handler) {
      handler[STREAMING] = 'response';
      return handler;
    },
  };
}

function refuseUnsupported(handler) {
  if (handler[STREAMING]) {
    throw errors.handlerNotFound(
      'awslambda.streamifyResponse: response streaming is not supported by this server yet'
    );
  }
  const [, version] = /^AWS_Lambda_nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV || '') || [];
  if (Number(version) >= FIRST_WITHOUT_CALLBACKS && handler.length >= 3) {
    const error = new Error(
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
        'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
        'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'
    );
    error.name = 'Runtime.CallbackHandlerDeprecated';
    throw error;
  }
}

module.exports = { loadHandler };
