-- Lists in a box get a style of the box: by itself pandoc gives the paragraphs of every list one and the same style.
local function styled(list)
  for _, item in ipairs(list.content) do
    for i, part in ipairs(item) do
      if part.t == "Plain" or part.t == "Para" then
        item[i] = pandoc.Div({pandoc.Para(part.content)}, pandoc.Attr("", {}, {["custom-style"] = "Box List"}))
      end
    end
  end
  return list
end

function Div(div)
  if div.attributes["custom-style"] == "Box" then
    div.content = div.content:walk({BulletList = styled, OrderedList = styled})
    return div
  end
end
