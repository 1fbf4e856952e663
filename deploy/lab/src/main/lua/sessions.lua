-- One call over many sessions: sessions.lua <static|get|acquire|save> <number of sessions>.
-- Each thread of wrk has sessions of its own; requests are made once and sent again and again,
-- except saves, each of which needs an operation id of its own.

local threads = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

local call, count, requests, turn, body, operations
local base = "/v1/namespaces/default/"

local function path(index)
   return base .. string.format("sessions/bench-session-%05d", index)
end

local function prepared(index)
   if call == "static" then
      return wrk.format("GET", base .. "static")
   elseif call == "get" then
      return wrk.format("GET", path(index))
   end
   local owner = string.format('{"owner":"bench-owner-%d"}', number)
   return wrk.format("POST", path(index) .. ":acquire", {["Content-Type"] = "application/json"}, owner)
end

local function save()
   operations = operations + 1
   return wrk.format("PUT", path(2 * (turn % count) + number % 2), {
      ["Content-Type"] = "application/octet-stream",
      ["Idempotency-Key"] = string.format("%08x%08x%016x", os.time(), number, operations),
   }, body)
end

local function repeated()
   return requests[turn % count + 1]
end

function init(args)
   call, count, turn, operations, requests = args[1], math.floor(tonumber(args[2]) / 2), 0, 0, {}
   body = string.rep("abcdefgh", 256)
   if call == "save" then
      return
   end
   for index = 0, count - 1 do
      requests[index + 1] = prepared(2 * index + number % 2)
   end
end

function request()
   turn = turn + 1
   if call == "save" then
      return save()
   end
   return repeated()
end
