-- Saves with If-Match, or gets: conditional.lua <get|save> <threads> <file with "path ETag" in each line>.
-- Each thread has sessions of its own, and one connection: an answer is that of the request before it.

local threads = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

local sessions, bodies, turn, current = {}, {}, 0, nil

local function letters()
   local text = {}
   for index = 1, 2048 do
      text[index] = string.char(math.random(97, 122))
   end
   return table.concat(text)
end

local function take_sessions(file, count)
   local index = 0
   for line in io.lines(file) do
      if index % count == number then
         local path, tag = string.match(line, "^(%S+) (%S+)$")
         sessions[#sessions + 1] = {path = path, tag = tag, get = wrk.format("GET", path)}
      end
      index = index + 1
   end
end

local function remember(status, headers)
   current.tag = headers["ETag"]
end

function init(args)
   take_sessions(args[3], tonumber(args[2]))
   math.randomseed(number)
   bodies[0], bodies[1] = letters(), letters()
   if args[1] == "save" then
      response = remember
   end
end

-- Each save of a session changes all of its payload.
local function save()
   return wrk.format("PUT", current.path, {
      ["Content-Type"] = "application/octet-stream",
      ["Idempotency-Key"] = string.format("%08x%08x%016x", os.time(), number, turn),
      ["If-Match"] = current.tag,
   }, bodies[math.floor(turn / #sessions) % 2])
end

function request()
   turn = turn + 1
   current = sessions[turn % #sessions + 1]
   return response and save() or current.get
end
