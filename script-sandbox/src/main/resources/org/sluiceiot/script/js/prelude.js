// What the engine lacks, in its own language. Read once for each sandbox; $sluice… are functions of
// Java that are gone when a script begins.
(function(locale, utf8) {
  function hidden(holder, name, value) {
    Object.defineProperty(holder, name, {value: value, writable: true, configurable: true, enumerable: false});
  }

  function bytes(data) {
    if (data === undefined) { return new Uint8Array(0); }
    if (data instanceof ArrayBuffer) { return new Uint8Array(data); }
    return data.buffer instanceof ArrayBuffer
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  }

  function TextDecoder(label) {
    var name = String(label === undefined ? 'utf-8' : label).trim().toLowerCase();
    if (name === 'utf8') { name = 'utf-8'; }
    if (['utf-8', 'ascii', 'us-ascii', 'latin1', 'iso-8859-1'].indexOf(name) < 0) {
      throw new RangeError("TextDecoder: the encoding '" + label + "' is not known");
    }
    hidden(this, 'encoding', name);
  }
  hidden(TextDecoder.prototype, 'decode', function(data) {
    var all = bytes(data), text = '', i = 0;
    if (this.encoding !== 'utf-8') {
      for (; i < all.length; i++) { text += String.fromCharCode(all[i]); }
      return text;
    }
    if (all[0] === 0xEF && all[1] === 0xBB && all[2] === 0xBF) { i = 3; }
    while (i < all.length) {
      var b = all[i++], more = b < 0x80 ? 0 : b >= 0xC2 && b < 0xE0 ? 1
          : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : -1;
      var least = b === 0xE0 ? 0xA0 : b === 0xF0 ? 0x90 : 0x80;
      var most = b === 0xED ? 0x9F : b === 0xF4 ? 0x8F : 0xBF;
      var code = more === 0 ? b : more < 0 ? 0xFFFD : b & (0x3F >> more);
      while (more > 0) {
        if (i >= all.length || all[i] < least || all[i] > most) { code = 0xFFFD; break; }
        code = code << 6 | all[i++] & 0x3F;
        least = 0x80; most = 0xBF; more--;
      }
      text += String.fromCodePoint(code);
    }
    return text;
  });
  hidden(this, 'TextDecoder', TextDecoder);

  function TextEncoder() { hidden(this, 'encoding', 'utf-8'); }
  hidden(TextEncoder.prototype, 'encode', function(text) {
    var plain = utf8(text === undefined ? '' : String(text)), all = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i++) { all[i] = plain.charCodeAt(i); }
    return all;
  });
  hidden(this, 'TextEncoder', TextEncoder);

  function big(view, at, little, signed) {
    var high = signed ? view.getInt32(little ? at + 4 : at, little) : view.getUint32(little ? at + 4 : at, little);
    return BigInt(high) * 4294967296n + BigInt(view.getUint32(little ? at : at + 4, little));
  }
  if (!DataView.prototype.getBigUint64) {
    hidden(DataView.prototype, 'getBigUint64', function(at, little) { return big(this, at, little, false); });
    hidden(DataView.prototype, 'getBigInt64', function(at, little) { return big(this, at, little, true); });
  }

  ['String', 'DateString', 'TimeString'].forEach(function(part) {
    var kind = part === 'String' ? 'both' : part === 'DateString' ? 'date' : 'time';
    hidden(Date.prototype, 'toLocale' + part, function(language, options) {
      var zone = options && options.timeZone;
      return locale(kind, this.getTime(), String(language || ''), String(zone || ''));
    });
  });
  hidden(Number.prototype, 'toLocaleString', function(language, options) {
    var o = options || {};
    return locale('number', Number(this), String(language || ''), o.minimumFractionDigits, o.maximumFractionDigits);
  });

  // What translated classes are built on, and the engine does not do as the language says.
  var global = this, prototypes = [], get = Reflect.get, construct = Reflect.construct;
  var become = Object.setPrototypeOf, above = Object.getPrototypeOf, own = Object.getOwnPropertyDescriptor;
  Object.getOwnPropertyNames(global).forEach(function(name) {
    var value = global[name];
    if (typeof value === 'function' && value.prototype) { prototypes.push(value.prototype); }
  });
  hidden(Reflect, 'get', function(target, key, receiver) {
    if (arguments.length < 3) { return get(target, key); }
    for (var holder = target; holder; holder = above(holder)) {
      var found = own(holder, key);
      if (found) { return found.get ? found.get.call(receiver) : found.value; }
    }
  });
  hidden(Reflect, 'construct', function(target, list, type) {
    if (type === undefined || prototypes.indexOf(target.prototype) < 0) {
      return type === undefined ? construct(target, list) : construct(target, list, type);
    }
    var made = construct(target, list);
    return type === target ? made : become(made, type.prototype);
  });
  // a translated script would add it to the language's own objects, which cannot be changed
  hidden(Symbol, 'asyncIterator', Symbol('Symbol.asyncIterator'));
  // where the engine looks for what generator functions inherit from, which else is nothing
  hidden(global, '__GeneratorFunction', {prototype: Object.create(Function.prototype)});
}).call(this, $sluice, $sluiceUtf8);
