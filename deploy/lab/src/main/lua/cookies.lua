-- One visitor a thread: cookies.lua <file with one Cookie header a line>.

local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init(args)
   local index = 0
   for line in io.lines(args[1]) do
      index = index + 1
      if index == number then
         wrk.headers["Cookie"] = line
      end
   end
end
