// Lets import find packages in the folders of NODE_PATH after all other places.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

let parents = [];

export function initialize({ folders }) {
  // A package is looked for in node_modules beside the importing file.
  parents = folders
    .filter((folder) => path.basename(folder) === 'node_modules')
    .map((folder) => pathToFileURL(path.join(path.dirname(folder), 'layer.mjs')).href);
}

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !isPackage(specifier)) {
      throw error;
    }
    for (const parentURL of parents) {
      try {
        return await next(specifier, { ...context, parentURL });
      } catch {
        // The next folder may have it; in the end the first error tells.
      }
    }
    throw error;
  }
}

function isPackage(specifier) {
  return !/^(\.{0,2}\/|[a-z][a-z0-9+.-]+:)/i.test(specifier);
}
